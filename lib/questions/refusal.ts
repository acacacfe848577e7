import "server-only"
import { AppError } from "@/lib/base/errors"
import { SourceError, type SourceReason } from "@/lib/connectors/connector"

const askTheOwner = "Tell the owner of the connection, or an admin."
/** What a person who counts reads when the source refuses. They never see a login, so nothing here speaks of one that they could mend. */
const sentences: Record<Exclude<SourceReason, "cancelled">, string> = {
  timeout:
    "The source took longer than 20 s, so the count was stopped there. Narrow the filter, or try again when the source is less busy.",
  unreachable: `The source could not be reached. Try again; if it goes on, ${askTheOwner.charAt(0).toLowerCase()}${askTheOwner.slice(1)}`,
  tls: `The encrypted way to the source could not be made. ${askTheOwner}`,
  credentials: `The source no longer lets this connection in. ${askTheOwner}`,
  permission: `The source does not let the connection read this table. ${askTheOwner}`,
  missing: "The table, or a column of the filter, is no longer in the source. Refresh the schema of the connection, then choose again.",
  file: `The file behind this connection cannot be read. ${askTheOwner}`,
  unsupported: `The source refused this count. Try again, or choose other conditions; if it goes on, ${askTheOwner.charAt(0).toLowerCase()}${askTheOwner.slice(1)}`,
}

/** The source's refusal in our words; anything else stays what it is, and is a fault. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof SourceError) || error.reason === "cancelled") return error
  return new AppError("unavailable", isLocked(error) ? locked : sentences[error.reason], {}, { reason: error.reason })
}

const locked = "The table is locked in the source right now, as during a load or a change of its columns. Try again in a moment."
/** SQLSTATE 55P03 (PostgreSQL) and error 1205 (MySQL): somebody else holds the table. */
const isLocked = ({ code }: SourceError) => code === "55P03" || code === "1205" || code === "ER_LOCK_WAIT_TIMEOUT"
