import "server-only"
import { AppError } from "@/lib/base/errors"
import { times } from "@/lib/base/times"
import { SourceError, type SourceReason } from "@/lib/connectors/connector"

const askTheOwner = "Tell the owner of the connection, or an admin."
type Work = { what: "count" | "query"; timeoutMs: number }
const few = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** What a person who counts or fetches reads when the source refuses. They never see a login, so nothing here speaks of one that they could mend. */
const sentences: Record<Exclude<SourceReason, "cancelled">, (work: Work) => string> = {
  timeout: ({ what, timeoutMs }) =>
    `The source took longer than ${timeoutMs / times.second} s, so the ${what} was stopped there. Narrow the filter, or try again when the source is less busy.`,
  unreachable: () => `The source could not be reached. Try again; if it goes on, ${few(askTheOwner)}`,
  tls: () => `The encrypted way to the source could not be made. ${askTheOwner}`,
  credentials: () => `The source no longer lets this connection in. ${askTheOwner}`,
  permission: () => `The source does not let the connection read this table. ${askTheOwner}`,
  missing: ({ what }) =>
    `The table, or a column of the ${what === "count" ? "filter" : "query"}, is no longer in the source. Refresh the schema of the connection, then choose again.`,
  file: () => `The file behind this connection cannot be read. ${askTheOwner}`,
  unsupported: ({ what }) => `The source refused this ${what}. Try again, or choose other conditions; if it goes on, ${few(askTheOwner)}`,
}

/** The source's refusal in our words. */
export function refusalOf(error: SourceError, work: Work): string {
  if (error.reason === "cancelled") return `The ${work.what} was cancelled.`
  if (isAboutTheFilter(error)) return error.message
  return isLocked(error) ? locked : sentences[error.reason](work)
}

/** The refusal of a count as an answer; anything else stays what it is, and is a fault. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof SourceError) || error.reason === "cancelled") return error
  const message = refusalOf(error, { what: "count", timeoutMs: times.countTimeout })
  return new AppError("unavailable", message, {}, { reason: error.reason })
}

/** What whoever counts can mend by another filter is said in the driver's own sentence. */
const isAboutTheFilter = ({ code }: SourceError) => code === "ceiling" || code === "partition-filter"

const locked = "The table is locked in the source right now, as during a load or a change of its columns. Try again in a moment."
/** SQLSTATE 55P03 (PostgreSQL) and error 1205 (MySQL): somebody else holds the table. */
const isLocked = ({ code }: SourceError) => code === "55P03" || code === "1205" || code === "ER_LOCK_WAIT_TIMEOUT"
