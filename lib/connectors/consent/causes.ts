import { channelCauses } from "../channel/causes"
import type { Cause } from "../connector"

/** What can be said where a person signed in at the tool itself. */
export const consentCauses: readonly Cause[] = [
  {
    reason: "credentials",
    says: "… no longer accepts this sign-in.",
    why: "The person took the consent back or lost the account, or it was not used for so long that the platform let it end.",
    remedy: "Sign in again under Reauthenticate. If a person has left, let somebody else make a new connection.",
  },
  ...channelCauses.slice(1),
]
