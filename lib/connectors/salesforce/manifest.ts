import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"
import { loginHost, salesforceSettings } from "./settings"

const scopes = [
  { name: "api", neededFor: "looking up contacts", required: true },
  { name: "id", neededFor: "knowing whose sign-in it is", required: true },
  { name: "refresh_token", neededFor: "staying signed in", required: true },
] as const

export const salesforce = manifest({
  id: "salesforce",
  name: "Salesforce",
  aliases: ["CRM", "Sales Cloud", "SFDC"],
  category: "Channel",
  maturity: "Beta",
  description: "Look up contacts in a Salesforce organization.",
  facts: [
    "Contacts found by their e-mail address, with the fields that the person who signed in may read",
    "Somebody signs in at Salesforce itself: Patchbay never sees a password",
    onlyADouble("Salesforce"),
  ],
  settings: salesforceSettings,
  methods: {
    oauth: {
      label: "OAuth",
      help: "You sign in at Salesforce and allow Patchbay what is listed here. Use an integration user, whose access does not end with a person's.",
      fields: {},
      enables: ["enrichment.contacts"],
      docs: "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm",
      consent: { scopes },
    },
  },
  permissions: scopes,
  script: ({ login, domain }) =>
    `# At ${loginHost({ login, domain })}, signed in as an administrator:\n# 1. Setup, Users, New User: licence Salesforce Integration, profile Minimum Access - API Only Integrations\n# 2. Permission set for it: API Enabled; Contacts: Read; Field access to what is looked up\n# 3. Sign in as that user when Patchbay asks for: ${scopes.map(({ name }) => name).join(", ")}`,
  scriptWords: makeTheKey("user"),
  destination: (settings) => `https://${loginHost(settings)}`,
  locator: (settings) => loginHost(settings),
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
