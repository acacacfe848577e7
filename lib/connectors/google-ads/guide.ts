import type { Guide } from "../connector"
import { consentCauses } from "../consent/causes"

export const googleAdsGuide: Guide = {
  steps: [
    {
      title: "Invite a user for Patchbay",
      text: "In Google Ads open Admin, Access and security, and invite a Google account of its own with access Read only, in the manager account that holds the others.",
    },
    {
      title: "Copy the developer token",
      text: "It stands under Tools, API Center of the manager account. A token with access level Test reaches test accounts only: apply for Basic access there.",
    },
    {
      title: "Sign in and allow",
      text: "The button at the end of the form leads to Google. Sign in as that user and leave every box ticked. You come back by yourself.",
    },
  ],
  reaches: "oauth2.googleapis.com and googleads.googleapis.com on port 443",
  causes: [
    ...consentCauses,
    {
      reason: "credentials",
      says: "Google Ads does not know this developer token.",
      why: "It was reset in the API Center, or not copied whole.",
      remedy: "Copy it again, and enter it under Reauthenticate.",
    },
    {
      reason: "permission",
      says: "The developer token is for test accounts only.",
      why: "New tokens begin with access level Test.",
      remedy: "Apply for Basic access in the API Center; Google answers within some days. Then re-check.",
    },
    {
      reason: "permission",
      says: "Whoever signed in has no account of Google Ads.",
      why: "The Google account is not invited to any account of Google Ads, or has not accepted yet.",
      remedy: "Invite it, accept the invitation there, and re-check.",
    },
  ],
}
