import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"

export const hubspot = manifest({
  id: "hubspot",
  name: "HubSpot",
  aliases: ["CRM", "marketing hub"],
  category: "Channel",
  maturity: "Beta",
  description: "Look up contacts in the CRM of a HubSpot account.",
  facts: ["Contacts of the CRM, found by their e-mail address", "Nothing is written into the CRM", onlyADouble("HubSpot")],
  settings: {},
  methods: {
    "private-app": {
      label: "Private app token",
      help: "The access token of a private app: the app has scopes of its own and belongs to the account, not to a person.",
      fields: { token: key("Access token", { placeholder: "pat-…" }) },
      enables: ["enrichment.contacts"],
      docs: "https://developers.hubspot.com/docs/guides/apps/private-apps/overview",
    },
  },
  permissions: [{ name: "crm.objects.contacts.read", neededFor: "looking up contacts", required: true }],
  script: () =>
    "# In HubSpot, as a super admin: Settings, Integrations, Private Apps, Create a private app.\n# Scopes, Add new scope, and nothing but this one:\ncrm.objects.contacts.read",
  scriptWords: makeTheKey("private app"),
  destination: () => "https://api.hubapi.com",
  locator: () => "api.hubapi.com",
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
