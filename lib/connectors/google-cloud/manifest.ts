import * as z from "zod"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"
import { optionalText, text } from "../fields"
import { googleMethods, googleReader } from "../google/fields"

const docs = "https://docs.cloud.google.com/pubsub/docs/"
const named = (value: unknown, looks: RegExp, otherwise: string) =>
  typeof value === "string" && looks.test(value.trim()) ? value.trim() : otherwise
const isProject = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/
const isSubscription = /^[A-Za-z][\w.~+%-]{2,254}$/

export const googleCloud = manifest({
  id: "google-cloud",
  name: "Google Cloud",
  aliases: ["GCP", "Pub/Sub", "PubSub", "streaming"],
  category: "Channel",
  maturity: "Beta",
  description: "Import messages from Cloud Pub/Sub.",
  facts: [
    "Messages of a pull subscription, acknowledged only when they are kept",
    "Of its methods only the service-account key imports messages: the others say who somebody is",
    onlyADouble("Google Cloud"),
  ],
  settings: {
    project: {
      ...text("Project", { placeholder: "my-project-123", help: "The id of the project, not its name." }),
      schema: z.string().trim().regex(isProject, "Enter the id of a project, such as my-project-123."),
    },
    subscription: {
      ...optionalText("Subscription to check", {
        placeholder: "orders-to-patchbay",
        help: "A job names the one that it reads; the one here is what the checks try.",
      }),
      schema: z
        .string()
        .trim()
        .regex(/^([A-Za-z][\w.~+%-]{2,254})?$/, "Enter the name of a subscription alone, such as orders-to-patchbay.")
        .optional()
        .transform((value) => value || undefined),
    },
  },
  methods: {
    "service-account": {
      ...googleMethods["service-account"],
      help: "For imports. Use a service account of its own that may consume this one subscription.",
      enables: ["import.pubsub"],
      docs: `${docs}authentication`,
    },
    impersonation: {
      ...googleMethods.impersonation,
      help: "A key of one service account that acts as another. It is checked every day and imports nothing.",
      docs: "https://docs.cloud.google.com/iam/docs/service-account-impersonation",
    },
    oauth: {
      label: "OAuth",
      help: "You sign in at Google yourself. It is checked every day and imports nothing.",
      fields: {},
      docs: "https://docs.cloud.google.com/docs/authentication",
      consent: {
        scopes: [
          { name: "openid", neededFor: "knowing whose sign-in it is", required: true },
          { name: "https://www.googleapis.com/auth/cloud-platform.read-only", neededFor: "looking at the project", required: true },
        ],
        extra: { access_type: "offline", prompt: "consent" },
      },
    },
  },
  permissions: [{ name: "pubsub.subscriptions.consume", neededFor: "importing messages", required: true }],
  script: ({ project, subscription }, keys) =>
    `gcloud pubsub subscriptions add-iam-policy-binding ${named(subscription, isSubscription, "{subscription}")} --project=${named(project, isProject, "{project}")} --member=serviceAccount:${googleReader(keys) ?? "{service-account}"} --role=roles/pubsub.subscriber`,
  scriptWords: makeTheKey("service account"),
  destination: ({ project }, keys) => `https://pubsub.googleapis.com project ${project} as ${googleReader(keys) ?? "a person"}`,
  locator: ({ project, subscription }) => [project, subscription].filter(Boolean).join("/"),
  paste: {
    label: "Paste the key file",
    help: "The JSON file that Google Cloud gave you for the service account.",
    placeholder: '{ "type": "service_account", "project_id": "my-project-123", … }',
  },
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
