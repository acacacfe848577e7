import { quoteName, quoteText } from "../quote"

/** A database in a GRANT is a pattern, where `_` and `%` match anything; this matches the one name only. */
export const databasePattern = (database: string): string => quoteName("mysql", database.replace(/[\\_%]/g, "\\$&"))

/** `reader@10.0.0.%` as the server says it, quoted as a GRANT wants it. */
export function quoteAccount(account: string): string {
  const at = account.lastIndexOf("@")
  return at < 0 ? quoteText("mysql", account) : `${quoteText("mysql", account.slice(0, at))}@${quoteText("mysql", account.slice(at + 1))}`
}
