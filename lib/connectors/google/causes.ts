import type { Cause } from "../connector"

/** What Google's sign-in says, whatever is read afterwards. */
export const googleCauses: readonly Cause[] = [
  {
    reason: "credentials",
    says: "Google does not accept this key",
    why: "The key was deleted, or belongs to another service account.",
    remedy: "Make a new key, and paste its file under Reauthenticate.",
  },
  {
    reason: "credentials",
    says: "There is no such service account",
    why: "Its address is misspelt, or it was deleted.",
    remedy: "Compare the address with the list under IAM, Service accounts.",
  },
  {
    reason: "credentials",
    says: "The service account, or this key of it, is disabled.",
    why: "Somebody switched it off, or Google did because the key was found in public.",
    remedy: "Enable it under IAM, Service accounts; after a leak make a new key instead.",
  },
  {
    reason: "credentials",
    says: "The consent has expired or was withdrawn",
    why: "The person took it back, changed the password, or the client is still in test mode, where consent lasts seven days.",
    remedy: "Give the consent again and enter the new refresh token, or use a service account.",
  },
  {
    reason: "permission",
    says: "… may not act as …, or there is no such account.",
    why: "The first account lacks roles/iam.serviceAccountTokenCreator on the second, or the second is not there.",
    remedy: "Run the command that the message holds, and wait a minute: Google needs it.",
  },
  {
    reason: "unreachable",
    says: "Google says that the clock of Patchbay's server is wrong.",
    why: "A sign-in holds the time, and may not be off by more than a few minutes.",
    remedy: "Ask the operator to set the clock (NTP).",
  },
  {
    reason: "unreachable",
    says: "A service perimeter (VPC Service Controls) of the organization keeps Patchbay out.",
    why: "The project lies inside a perimeter that admits known addresses only.",
    remedy: "Add Patchbay's addresses to an access level of the perimeter.",
  },
  {
    reason: "unreachable",
    says: "Google answers that there were too many requests.",
    why: "A quota of requests in a minute was reached, by Patchbay or by others of the project.",
    remedy: "Wait some minutes.",
  },
  {
    reason: "unreachable",
    says: "Something that is not Google answered.",
    why: "A proxy on the way shows a page of its own.",
    remedy: "Ask the operator to let Google's addresses through.",
  },
  {
    reason: "unsupported",
    says: "The … is switched off in the project.",
    why: "The interface was never switched on there.",
    remedy: "Run the command that the message holds, and wait a minute.",
  },
]
