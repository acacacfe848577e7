import * as z from "zod"
import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"
import { text } from "../fields"

const permissions = ["campaigns.list", "campaigns.details", "canvas.list", "canvas.details"] as const

export const braze = manifest({
  id: "braze",
  name: "Braze",
  aliases: ["Appboy", "Canvas", "push", "email"],
  category: "Channel",
  maturity: "Beta",
  description: "Import the campaigns and Canvases of a Braze workspace as Experiences.",
  facts: ["Campaigns and Canvases of one workspace, with whether they run", "Nothing is sent and nothing is changed", onlyADouble("Braze")],
  settings: {
    instance: {
      ...text("REST endpoint", {
        placeholder: "rest.iad-01.braze.com",
        help: "Of the instance that your workspace is on. In Europe it ends with .braze.eu.",
      }),
      schema: z
        .string()
        .trim()
        .toLowerCase()
        .transform((typed) => typed.replace(/^https:\/\//, "").replace(/\/$/, ""))
        .pipe(
          z
            .string()
            .regex(/^rest\.[a-z]{2,4}-\d{2}\.braze\.(com|eu)$/, "Enter the REST endpoint of your instance, such as rest.iad-01.braze.com."),
        ),
    },
  },
  methods: {
    key: {
      label: "REST API key",
      help: "A key of the workspace with exactly these permissions. Name Patchbay's addresses in its allowlist.",
      fields: { apiKey: key("REST API key") },
      enables: ["import.experiences"],
      docs: "https://www.braze.com/docs/api/basics/",
    },
  },
  permissions: permissions.map((name) => ({
    name,
    neededFor: name.startsWith("canvas") ? "importing Canvases as Experiences" : "importing campaigns as Experiences",
    required: true,
  })),
  script: () =>
    `# In Braze: Settings, APIs and Identifiers, API Keys, Create API Key.\n# Choose these permissions and no other:\n${permissions.join("\n")}`,
  scriptWords: makeTheKey("REST API key"),
  destination: ({ instance }) => `https://${instance}`,
  locator: ({ instance }) => instance,
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
