import * as z from "zod"
import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"
import { optionalText } from "../fields"

const scopes = [
  { name: "https://www.googleapis.com/auth/adwords", neededFor: "looking at the accounts of Google Ads", required: true },
  { name: "openid", neededFor: "knowing whose sign-in it is", required: true },
] as const

export const googleAds = manifest({
  id: "google-ads",
  name: "Google Ads",
  aliases: ["AdWords", "advertising", "Google"],
  category: "Channel",
  maturity: "Beta",
  description: "Keep the sign-in to Google Ads alive and watched.",
  facts: [
    "One sign-in for all the accounts that the person may reach",
    "Somebody signs in at Google itself: Patchbay never sees a password",
    "Nothing is advertised and nothing is changed",
    onlyADouble("Google Ads"),
  ],
  settings: {
    manager: {
      ...optionalText("Manager account", {
        placeholder: "123-456-7890",
        help: "Only where the accounts are reached through a manager account.",
      }),
      schema: z
        .string()
        .trim()
        .regex(/^(\d{3}-?\d{3}-?\d{4})?$/, "Enter the ten digits of the manager account, such as 123-456-7890.")
        .optional()
        .transform((value) => value?.replaceAll("-", "") || undefined),
    },
  },
  methods: {
    oauth: {
      label: "OAuth and developer token",
      help: "You enter the developer token of your manager account, then sign in at Google.",
      fields: {
        developerToken: key("developer token", { looks: /^[\w-]{22}$/, help: "Google Ads, Tools, API Center of the manager account." }),
      },
      docs: "https://developers.google.com/google-ads/api/docs/oauth/overview",
      consent: { scopes, extra: { access_type: "offline", prompt: "consent" } },
    },
  },
  permissions: scopes,
  script: ({ manager }) =>
    `# In Google Ads, signed in to ${typeof manager === "string" && manager ? `manager account ${manager}` : "the manager account {manager}"}:\n# 1. Admin, Access and security: invite a user of its own for Patchbay with access Read only\n# 2. Tools, API Center: copy the developer token; its access level must be Basic or Standard\n# 3. Sign in as that user when Patchbay asks`,
  scriptWords: makeTheKey("user"),
  destination: ({ manager }) => `https://googleads.googleapis.com${manager ? ` through ${manager}` : ""}`,
  locator: ({ manager }) => (manager ? `manager ${manager}` : "googleads.googleapis.com"),
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
