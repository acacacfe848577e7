import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"
import { choice } from "../fields"

export const iterable = manifest({
  id: "iterable",
  name: "Iterable",
  aliases: ["email", "push", "SMS", "cross-channel"],
  category: "Channel",
  maturity: "Beta",
  description: "Import the campaigns of an Iterable project as Experiences.",
  facts: ["Campaigns of one project, with whether they run", "Nothing is sent and nothing is changed", onlyADouble("Iterable")],
  settings: {
    region: choice(
      "Data centre",
      [
        { value: "api", label: "United States" },
        { value: "api.eu", label: "Europe" },
      ],
      "api",
      { help: "Europe if you sign in at app.eu.iterable.com. A key of one is not known in the other." },
    ),
  },
  methods: {
    key: {
      label: "API key",
      help: "A server-side key of the project. Keys for apps and web pages may not read campaigns.",
      fields: { apiKey: key("API key") },
      enables: ["import.experiences"],
      docs: "https://support.iterable.com/hc/en-us/articles/360043464871-API-Keys",
    },
  },
  permissions: [{ name: "GET /api/campaigns", neededFor: "importing campaigns as Experiences", required: true }],
  script: () =>
    "# In Iterable, in the project that is meant:\n# Integrations, API Keys, New API Key, Type: Server-side.\n# If the form offers a choice of endpoints, choose GET /api/channels and GET /api/campaigns alone.",
  scriptWords: makeTheKey("API key"),
  destination: ({ region }) => `https://${region}.iterable.com`,
  locator: ({ region }) => `${region}.iterable.com`,
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
