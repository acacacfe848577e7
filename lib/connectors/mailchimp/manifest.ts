import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"

/** The data centre is the end of every key. */
export const centerOf = (apiKey: unknown) => /-([a-z]{2}\d{1,3})$/.exec(String(apiKey ?? ""))?.[1] ?? "{data centre}"

export const mailchimp = manifest({
  id: "mailchimp",
  name: "Mailchimp",
  aliases: ["Intuit Mailchimp", "email", "newsletter"],
  category: "Channel",
  maturity: "Beta",
  description: "Import the campaigns of a Mailchimp account as Experiences.",
  facts: [
    "Campaigns of one account, with whether they run",
    "Nothing is sent and nothing is changed, though Mailchimp's keys have no scopes and would allow it",
    onlyADouble("Mailchimp"),
  ],
  settings: {},
  methods: {
    key: {
      label: "API key",
      help: "It ends with the data centre, such as -us6. It may do what its user may do: make it as a user with the role Viewer.",
      fields: { apiKey: key("API key", { placeholder: "…-us6", looks: /^[A-Za-z0-9]{20,80}-[a-z]{2}\d{1,3}$/ }) },
      enables: ["import.experiences"],
      docs: "https://mailchimp.com/help/about-api-keys/",
    },
  },
  permissions: [{ name: "GET /campaigns", neededFor: "importing campaigns as Experiences", required: true }],
  script: () =>
    "# In Mailchimp, signed in as a user of its own with the role Viewer:\n# Profile, Extras, API keys, Create A Key. Name it Patchbay.\n# Keys have no scopes: a key may do what its user may do.",
  scriptWords: makeTheKey("API key"),
  destination: (_settings, { apiKey }) => `https://${centerOf(apiKey)}.api.mailchimp.com`,
  locator: () => "api.mailchimp.com",
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
