import * as z from "zod"
import { manifest } from "../connector"
import { optionalText, secret, text } from "../fields"
import { bucket, layout, layoutFacts } from "../files/settings"
import { googleMember, googleMethods } from "../google/fields"
import { bindReader } from "./grants"

const named = (value: unknown) => (typeof value === "string" && /^[a-z0-9][a-z0-9._-]+$/.test(value.trim()) ? value.trim() : "{bucket}")

export const gcs = manifest({
  id: "gcs",
  name: "Google Cloud Storage",
  aliases: ["GCS", "Google Cloud", "GCP", "bucket", "object storage"],
  category: "Cloud Storage",
  maturity: "Beta",
  description: "Connect to Cloud Storage buckets with data files.",
  facts: [
    "Direct GCS bucket access: nothing is loaded into BigQuery first",
    ...layoutFacts,
    "Cloud Storage is generally available; this connector is Beta: tested against a double that Google's own client was checked with, not yet against a live bucket",
  ],
  settings: {
    bucket,
    ...layout,
    userProject: {
      ...optionalText("Project that pays", {
        placeholder: "my-project-123",
        help: "Only for a bucket whose readers pay (Requester Pays).",
      }),
      schema: z
        .string()
        .trim()
        .regex(/^([a-z][a-z0-9-]{4,28}[a-z0-9])?$/, "Enter the id of a project, such as my-project-123.")
        .optional()
        .transform((value) => value || undefined),
    },
  },
  methods: {
    ...googleMethods,
    hmac: {
      label: "HMAC key",
      help: "An interoperability key of a service account, used through the interface that speaks like S3.",
      docs: "https://cloud.google.com/storage/docs/authentication/hmackeys",
      fields: {
        accessKeyId: {
          ...text("Access id", { placeholder: "GOOG1E…" }),
          schema: z
            .string()
            .trim()
            .regex(/^\w{3,128}$/, "Enter the access id alone."),
        },
        secretAccessKey: secret("Secret"),
      },
    },
  },
  permissions: [
    { name: "storage.objects.list on the bucket", neededFor: "finding the files", required: true },
    { name: "storage.objects.get on its files", neededFor: "reading samples and counting", required: true },
  ],
  script({ bucket }, keys) {
    const member = keys.accessKeyId ? "serviceAccount:{service-account}" : googleMember(keys)
    return bindReader(named(bucket), member)
  },
  scriptWords: {
    title: "Run this at the source",
    lead: "It lets the account list and read the files of this one bucket, and nothing else.",
  },
  destination: ({ bucket, userProject }, keys) =>
    `gs://${bucket}${userProject ? ` paid by ${userProject}` : ""} as ${keys.accessKeyId ? "hmac" : googleMember(keys)}`,
  locator: ({ bucket, prefixes }) =>
    [bucket, prefixes.length === 1 ? prefixes[0]?.replace(/^\/+|\/+$/g, "") : ""].filter(Boolean).join("/"),
  paste: {
    label: "Paste the key file or an address",
    help: "The JSON key file of the service account, or an address such as gs://bucket/prefix/.",
    placeholder: "gs://my-company-exports/crm/",
  },
  dials: true,
  capabilities: { sharing: true, metrics: true, dialect: "duckdb", rows: true },
})
