import { httpCauses, networkCauses, tlsCauses } from "../common-causes"
import type { Cause } from "../connector"

/** What every tool behind an interface over HTTPS can say, and what the way to it can do wrong. */
export const channelCauses: readonly Cause[] = [
  {
    reason: "credentials",
    says: "… does not accept this …. It was deleted, has ended, or was not copied whole.",
    why: "Somebody deleted or replaced it at the tool, or a part of it is missing.",
    remedy: "Make a new one at the tool, and enter it under Reauthenticate.",
  },
  {
    reason: "permission",
    says: "… does not let this … do this.",
    why: "The scope was never given, was taken away since, or the tool admits known addresses only.",
    remedy: "Add the scope that stands beside the missing permission, or Patchbay's addresses, and re-check.",
  },
  {
    reason: "missing",
    says: "… has nothing at this address.",
    why: "A setting names another region, data centre or account than the one the secret belongs to.",
    remedy: "Compare the settings with the address of the tool's own pages, and make a new connection.",
  },
  {
    reason: "unreachable",
    says: "… answers that there were too many requests.",
    why: "The tool's limit was reached, by Patchbay or by others who use the same account.",
    remedy: "Wait as long as the message says. It goes on by itself.",
  },
  {
    reason: "unreachable",
    says: "… answers that it has a fault of its own.",
    why: "The tool is out of order.",
    remedy: "Look at its status page, and re-check later.",
  },
  {
    reason: "unreachable",
    says: "Something that is not … answered.",
    why: "A proxy on the way shows a page of its own.",
    remedy: "Ask the operator to let the tool's address through.",
  },
  {
    reason: "timeout",
    says: "The source did not answer within the time limit. Try again later.",
    why: "The tool is overloaded, or something on the way swallows the answer.",
    remedy: "Re-check later, and look at its status page.",
  },
  {
    reason: "unsupported",
    says: "… refused this request.",
    why: "The tool has changed its interface, or the account's plan lacks it.",
    remedy: "See whether the plan of the account includes the interface; then tell the operator.",
  },
  {
    reason: "unsupported",
    says: "The tool answered in a form that Patchbay does not know.",
    why: "The tool has changed its interface.",
    remedy: "Tell the operator: Patchbay may need a newer version.",
  },
  ...networkCauses,
  ...httpCauses.slice(0, 1),
  ...tlsCauses.slice(0, 1).map((cause) => ({ ...cause, remedy: "Ask the operator about a proxy on the way that opens encrypted lines." })),
]
