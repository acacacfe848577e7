import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"

const scopes = [
  { name: "ads_read", neededFor: "looking at ad accounts", required: true },
  { name: "business_management", neededFor: "finding the ad accounts of a business", required: false },
] as const

export const facebookAds = manifest({
  id: "facebook-ads",
  name: "Facebook Ads",
  aliases: ["Meta", "Instagram", "advertising"],
  category: "Channel",
  maturity: "Beta",
  description: "Keep the sign-in to Facebook Ads alive and watched.",
  facts: [
    "Signs in as a person at Facebook itself, or as a system user of the business",
    "A person's sign-in ends after about sixty days: people are told before it does",
    "Nothing is advertised and nothing is changed",
    onlyADouble("Facebook"),
  ],
  settings: {},
  methods: {
    systemUser: {
      label: "System-user token",
      help: "A token of a system user of the business. It outlives people and need not be renewed.",
      fields: { accessToken: key("access token", { placeholder: "EAAG…" }) },
      docs: "https://developers.facebook.com/docs/marketing-api/system-users/",
    },
    oauth: {
      label: "OAuth",
      help: "You sign in at Facebook yourself, and again about every sixty days.",
      fields: {},
      docs: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/",
      consent: { scopes },
    },
  },
  permissions: scopes,
  script: () =>
    `# In Meta Business Suite, Settings, Users, System users:\n# 1. Add a system user with the role Employee\n# 2. Assign assets: the ad accounts, with View performance alone\n# 3. Generate token with: ${scopes.map(({ name }) => name).join(", ")}`,
  scriptWords: makeTheKey("access token"),
  destination: (_, keys) =>
    `https://graph.facebook.com as a ${keys.accessToken || keys.method === "systemUser" ? "system user" : "person"}`,
  locator: () => "graph.facebook.com",
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
