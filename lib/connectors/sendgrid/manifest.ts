import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"
import { choice } from "../fields"

export const sendgrid = manifest({
  id: "sendgrid",
  name: "SendGrid",
  aliases: ["Twilio SendGrid", "email", "newsletter"],
  category: "Channel",
  maturity: "Beta",
  description: "Look up contacts in SendGrid Marketing Campaigns.",
  facts: [
    "Contacts of Marketing Campaigns, found by their e-mail address",
    "Nothing is sent and nothing is changed",
    onlyADouble("SendGrid"),
  ],
  settings: {
    region: choice(
      "Region",
      [
        { value: "api", label: "Global" },
        { value: "api.eu", label: "European Union" },
      ],
      "api",
      { help: "Where the account or subuser was made. A key of one region is not known in the other." },
    ),
  },
  methods: {
    key: {
      label: "API key",
      help: "A key with restricted access: it may do what is listed here, and nothing else.",
      fields: { apiKey: key("API key", { placeholder: "SG.…" }) },
      enables: ["enrichment.contacts"],
      docs: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
    },
  },
  permissions: [{ name: "marketing.read", neededFor: "looking up contacts", required: true }],
  script: ({ region }) =>
    `# In SendGrid: Settings, API Keys, Create API Key, Restricted Access, Marketing: Read Access.\n# Or with a key that may make keys:\ncurl -X POST https://${region === "api.eu" ? "api.eu" : "api"}.sendgrid.com/v3/api_keys -H "Authorization: Bearer {your key}" -H "Content-Type: application/json" -d '{"name":"patchbay","scopes":["marketing.read"]}'`,
  scriptWords: makeTheKey("API key"),
  destination: ({ region }) => `https://${region}.sendgrid.com`,
  locator: ({ region }) => `${region}.sendgrid.com`,
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
