import "server-only"
import type { SourceError, SourceReason } from "@/lib/connectors/connector"

const sentences: Record<SourceReason, string> = {
  timeout: "It did not answer in time.",
  unreachable: "It could not be reached.",
  tls: "The encrypted way to it could not be made. Check its certificate.",
  credentials: "It no longer lets this login in. Reauthenticate it, or choose another authorization.",
  permission: "It does not allow this to the login. Give it the permission that its set-up guide names, then run the job again.",
  missing: "What the job works on is not there any more. Check its settings.",
  file: "The file behind it cannot be read.",
  unsupported: "It does not take what this job asks of it, and says that this will stay so.",
  cancelled: "The work was cancelled.",
}

/** Which end of a job refused: people mend them in different places. */
export type Ended = SourceError & { atAudience?: true }

/** The refusal of a job's other end in our words; what our own drivers say of it is told with its name. */
export const sayRefusal = (error: Ended): string =>
  `${error.atAudience ? "The source of the audience" : "The authorization"}: ${few(sentences[error.reason])}`
const few = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
