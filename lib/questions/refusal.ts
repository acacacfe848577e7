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
  unsupported: "The source cannot answer this filter. Take the last condition away, or choose another column.",
}

/** The source's refusal in our words; anything else stays what it is, and is a fault. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof SourceError) || error.reason === "cancelled") return error
  return new AppError("unavailable", sentences[error.reason], {}, { reason: error.reason })
}
