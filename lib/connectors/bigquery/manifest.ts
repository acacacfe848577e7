import * as z from "zod"
import { manifest } from "../connector"
import { list, optionalText, text, whole } from "../fields"
import { googleMethods, googleReader } from "../google/fields"
import { bindJobUser, grantViewer, memberOf, safeName } from "./grants"

const projectId = /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/
const wrongProject = "Enter the id of the project, such as my-project-123; not its name or its number."

const project = { ...text("Project", { placeholder: "my-project-123", help: "Its id. The counts are run and billed here." }) }
const dataProject = optionalText("Project of the data", {
  placeholder: "other-project-456",
  help: "Its id, when the datasets stand in another project than the one that is billed.",
})
const datasets = list("Datasets", {
  placeholder: "shop, web",
  help: "Names separated by commas. Leave empty for every dataset that the account may see.",
})

export const bigquery = manifest({
  id: "bigquery",
  name: "Google BigQuery",
  aliases: ["BQ", "Google Cloud", "GCP"],
  category: "Data Warehouse",
  maturity: "Beta",
  description: "Connect to BigQuery datasets to import tables containing user data.",
  facts: [
    "Standard and partitioned tables, views, materialized views, external tables and snapshots",
    "Every count is tried without cost first, says how much it reads, and stops at the limit that you set",
    "BigQuery is generally available; this connector is Beta: tested against a double that runs Google's own SQL engine, not yet against a live project",
  ],
  settings: {
    project: { ...project, schema: project.schema.regex(projectId, wrongProject) },
    dataProject: { ...dataProject, schema: dataProject.schema.refine((id) => id === undefined || projectId.test(id), wrongProject) },
    location: {
      ...optionalText("Location", { placeholder: "EU", help: "Of the datasets. Leave empty to let BigQuery find it." }),
      schema: z
        .string()
        .trim()
        .regex(/^([A-Za-z]{2}|[a-z]+-[a-z]+\d{1,2})?$/, "Enter a location such as EU, US or europe-west1.")
        .optional()
        .transform((value) => value || undefined),
    },
    datasets: {
      ...datasets,
      schema: datasets.schema.refine(
        (names) => names.every((name) => /^\w{1,1024}$/.test(name)),
        "A dataset's name holds letters, digits and underscores. Enter it without the project.",
      ),
    },
    ceilingGib: whole("Most that one count may read, in GiB", {
      initial: 10,
      min: 1,
      max: 1_000_000,
      help: "BigQuery charges for what is read. A count that would read more is refused before it costs anything.",
    }),
  },
  methods: googleMethods,
  permissions: [
    { name: "bigquery.jobs.create on the project", neededFor: "running counts", required: true },
    { name: "bigquery.tables.list on each chosen dataset", neededFor: "seeing its tables", required: true },
    { name: "bigquery.tables.get on its tables", neededFor: "reading their columns", required: true },
    { name: "bigquery.tables.getData on at least one table", neededFor: "counting", required: true },
    { name: "bigquery.tables.getData on every other table", neededFor: "counting on those tables too", required: false },
  ],
  script({ project: own, dataProject: other, location, datasets: chosen }, keys) {
    const billed = safeName(own, "project")
    const held = other ? safeName(other, "data-project") : billed
    const member = memberOf(keys)
    const account = member.replace(/^\w+:/, "")
    const names = Array.isArray(chosen) && chosen.length > 0 ? chosen : [undefined]
    const where = location ? ` --location=${safeName(location, "location")}` : ""
    const [, named = "patchbay", home = billed] = /^([\w-]+)@([\w-]+)\.iam\.gserviceaccount\.com$/.exec(account) ?? []
    const making = keys.clientId ? [] : [`gcloud iam service-accounts create ${named} --project=${home}`]
    const key = keys.clientId ? [] : [`gcloud iam service-accounts keys create ${named}-key.json --iam-account=${account}`]
    return [
      ...making,
      bindJobUser(billed, member),
      ...names.map(
        (name) => `bq${where} query --use_legacy_sql=false '${grantViewer(`SCHEMA \`${held}.${safeName(name, "dataset")}\``, member)}'`,
      ),
      ...key,
    ].join("\n")
  },
  destination: ({ project }, keys) => `bigquery://${project} as ${googleReader(keys) ?? "nobody"}`,
  locator: ({ project, dataProject }) => dataProject ?? project,
  paste: {
    label: "Paste the key file",
    help: "The JSON file that Google Cloud gave you for the service account.",
    placeholder: '{ "type": "service_account", "project_id": "my-project-123", … }',
  },
  dials: true,
  capabilities: { sharing: true, metrics: true, dialect: "bigquery", rows: true, charges: true },
})
