import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"

const permissions = [
  { name: "accounts:read", neededFor: "signing in", required: true },
  { name: "profiles:read", neededFor: "looking up profiles", required: false },
  { name: "flows:read", neededFor: "importing flows as Experiences", required: false },
] as const

export const klaviyo = manifest({
  id: "klaviyo",
  name: "Klaviyo",
  aliases: ["email", "SMS", "flows"],
  category: "Channel",
  maturity: "Beta",
  description: "Import the flows of a Klaviyo account as Experiences, and look up its profiles.",
  facts: [
    "Flows with whether they run, and profiles found by their e-mail address",
    "Nothing is sent and nothing is changed",
    onlyADouble("Klaviyo"),
  ],
  settings: {},
  methods: {
    key: {
      label: "Private API key",
      help: "A private key with custom scopes, reading only. The public key of a site does not do.",
      fields: { apiKey: key("Private API key", { placeholder: "pk_…", looks: /^pk_[A-Za-z0-9_]{10,200}$/ }) },
      enables: ["import.experiences", "enrichment.contacts"],
      docs: "https://developers.klaviyo.com/en/docs/authenticate_",
    },
  },
  permissions,
  script: () =>
    `# In Klaviyo: Settings, API keys, Create Private API Key, Custom Key.\n# Read Access for these, No Access for all others:\n${permissions.map(({ name }) => name).join("\n")}`,
  scriptWords: makeTheKey("private API key"),
  destination: () => "https://a.klaviyo.com",
  locator: () => "a.klaviyo.com",
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
