import * as z from "zod"
import { manifest } from "../connector"
import { choice, made, optionalText, secret, text } from "../fields"
import { bucket, layout, layoutFacts } from "../files/settings"
import { ca } from "../network"
import { readPolicy, trustPolicy } from "./policies"

const named = (value: unknown, what: string) => (typeof value === "string" && value.trim() ? value.trim() : `{${what}}`)
const prefixList = (value: unknown) =>
  (Array.isArray(value) ? value.map(String) : String(value ?? "").split(",")).map((one) => one.trim()).filter(Boolean)

export const s3 = manifest({
  id: "s3",
  name: "Amazon S3",
  aliases: ["S3", "AWS", "bucket", "Ceph", "R2", "Wasabi", "BigQuery Omni", "object storage"],
  category: "Cloud Storage",
  maturity: "Available",
  description: "Connect to S3 buckets with data files.",
  facts: [
    ...layoutFacts,
    "Other tools read S3 via BigQuery Omni. Patchbay reads the bucket directly: nothing is copied into another cloud first",
    "Going via BigQuery Omni instead is Beta, not run: its external tables are read through a BigQuery connection, which nobody has tried against a real Omni region",
    "Proven against a real S3 server (Ceph) with its policies and roles; Amazon's own service was not at hand, and external ids were proven against a double",
  ],
  settings: {
    bucket,
    region: {
      ...text("Region", { placeholder: "eu-central-1", help: "Where the bucket is. For an S3-compatible server often us-east-1." }),
      schema: z
        .string()
        .trim()
        .regex(/^[a-z0-9][a-z0-9-]{1,30}$/, "Enter a region such as eu-central-1."),
    },
    ...layout,
    externalId: made("External id", {
      only: "role",
      help: "Made by Patchbay for this connection alone. Put it into the trust policy of the role: without it nobody can borrow the role through Patchbay.",
    }),
    host: optionalText("Endpoint", {
      placeholder: "s3.example.com",
      help: "Only for an S3-compatible server: its host name without https://. Leave empty for Amazon.",
    }),
    port: {
      label: "Port",
      input: "number",
      optional: true,
      help: "Only for an S3-compatible server.",
      schema: z.coerce
        .number("Enter the port as a number.")
        .int("Enter a whole number.")
        .min(1)
        .max(65_535, "A port is between 1 and 65535.")
        .optional(),
    },
    tls: {
      ...choice(
        "Encryption",
        [
          { value: "verify-full", label: "Encrypted, certificate verified" },
          { value: "off", label: "Not encrypted: only for a server in a network that you trust" },
        ],
        "verify-full",
      ),
      optional: true,
    },
    ca,
  },
  methods: {
    role: {
      label: "Role with an external id",
      help: "Patchbay takes on a role of your account. No secret is stored. The operator must have given Patchbay an identity at AWS.",
      enables: ["export.bucket"],
      docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
      fields: {
        roleArn: {
          ...text("Role ARN", { placeholder: "arn:aws:iam::123456789012:role/patchbay" }),
          schema: z
            .string()
            .trim()
            .regex(
              /^arn:aws[a-z-]*:iam::\d{0,12}:role\/[\w+=,.@/-]{1,512}$/,
              "Enter the ARN of a role, such as arn:aws:iam::123456789012:role/patchbay.",
            ),
        },
      },
    },
    key: {
      label: "Access key",
      help: "An access key of a user of its own that may only read.",
      enables: ["export.bucket"],
      docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
      fields: {
        accessKeyId: {
          ...text("Access key id", { placeholder: "AKIA…" }),
          schema: z
            .string()
            .trim()
            .regex(/^[\w.-]{3,128}$/, "Enter the access key id alone."),
        },
        secretAccessKey: secret("Secret access key"),
        sessionToken: {
          label: "Session token",
          input: "long secret",
          optional: true,
          help: "Only for temporary keys. They end soon, and the connection with them.",
          schema: z
            .string()
            .trim()
            .max(8_192, "Session token is too long.")
            .optional()
            .transform((value) => value || undefined),
        },
      },
    },
  },
  permissions: [
    { name: "s3:ListBucket on the bucket", neededFor: "finding the files", required: true },
    { name: "s3:GetObject on the files", neededFor: "reading samples and counting", required: true },
    { name: "sts:AssumeRole on the role, with the external id", neededFor: "signing in with a role", required: false },
    { name: "kms:Decrypt on the key", neededFor: "reading files that a KMS key encrypts", required: false },
  ],
  script({ bucket, prefixes, externalId }) {
    const policy = readPolicy({ bucket: named(bucket, "bucket"), prefixes: prefixList(prefixes) })
    const trust = trustPolicy("{AWS identity of Patchbay, from its operator}", named(externalId, "external id, made by the connect form"))
    return externalId === undefined && bucket !== undefined
      ? `# Permissions of the user\n${policy}`
      : `# Permissions of the role or user\n${policy}\n\n# Trust policy of the role (not for an access key)\n${trust}`
  },
  paste: {
    label: "Paste an address or a key",
    help: "An address such as s3://bucket/prefix/, or the lines of an access key.",
    placeholder: "s3://my-company-exports/crm/",
  },
  scriptWords: { title: "Policies to copy", lead: "They allow listing and reading and nothing else, with the names that you type." },
  destination: ({ bucket, region, host, port, tls, externalId }) =>
    `s3://${bucket} in ${region} at ${host ? `${tls === "off" ? "http" : "https"}://${host.toLowerCase()}:${port ?? ""}` : "amazonaws.com"}${externalId ? ` with ${externalId}` : ""}`,
  locator: ({ bucket, prefixes }) =>
    [bucket, prefixes.length === 1 ? prefixes[0]?.replace(/^\/+|\/+$/g, "") : ""].filter(Boolean).join("/"),
  dials: true,
  capabilities: { sharing: true, metrics: true, dialect: "duckdb", rows: true },
})
