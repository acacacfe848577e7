import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"
import { consentCauses } from "../consent/causes"

export const facebookAdsGuide: Guide = {
  steps: [
    {
      title: "Choose between a system user and a person",
      text: "A system user belongs to the business and its token stays. A person's sign-in ends after about sixty days, and at once when the password changes.",
    },
    {
      title: "Give it the ad accounts, to look at only",
      text: "In Meta Business Suite open Settings, Users, System users, Assign assets, choose the ad accounts, and switch on View performance alone.",
    },
    {
      title: "Make the token, or sign in",
      text: "Generate a token with the permissions that are listed here and paste it, or use the button at the end of the form and allow the same at Facebook.",
    },
  ],
  reaches: "graph.facebook.com on port 443",
  causes: [
    ...consentCauses.slice(0, 1),
    ...channelCauses,
    {
      reason: "credentials",
      says: "Facebook no longer accepts this token",
      why: "Sixty days are over, the person changed the password or withdrew the consent, or the system user's token was invalidated.",
      remedy: "Sign in again, or enter a new token, under Reauthenticate.",
    },
    {
      reason: "unreachable",
      says: "Facebook answers that this account asked too often.",
      why: "The limit of an hour was reached, by Patchbay or by others that use the same app or ad account.",
      remedy: "Wait an hour. It goes on by itself.",
    },
  ],
}
