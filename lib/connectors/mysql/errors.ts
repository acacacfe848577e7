import { SourceError, type SourceReason } from "../connector"
import { quoteName } from "../quote"
import { isTlsCode, noTls, tlsError } from "../tls"

type Words = { database: string }
type Answer = [SourceReason, (words: Words) => string]

const refused: Answer = [
  "credentials",
  () => "Authentication failed: the user or the password is wrong, or this user may not sign in from Patchbay's address. Type both again.",
]
const gone: Answer = [
  "unreachable",
  () => "The server closed the connection. Check that it is running and that this port speaks MySQL, then try again.",
]
const late: Answer = ["timeout", () => "The source did not answer within the time limit, and the query was cancelled there."]
const busy: Answer = ["unreachable", () => "The server has no free connection left. Try again later, or raise the limit of this user."]
const barred: Answer = [
  "credentials",
  () => "The server does not let this user in: the account is locked, or its password has expired. Set it right on the server.",
]
const plugin: Answer = [
  "unsupported",
  () => "The server asks for a way of signing in that Patchbay does not speak. Give this user a password.",
]

/** The numbers that we know, each in our own words. */
const answers: Record<string | number, Answer> = {
  1045: refused,
  1698: refused,
  3118: barred,
  4151: barred,
  1820: barred,
  1862: barred,
  1044: [
    "permission",
    ({ database }) =>
      `There is no database ${quoteName("mysql", database)}, or this user has no right on it: the server does not say which. Check the name, and give the missing permission.`,
  ],
  1049: [
    "missing",
    ({ database }) => `There is no database ${quoteName("mysql", database)} on this server. Check the name, capital letters included.`,
  ],
  1142: ["permission", () => "This user may not read this table. Give it SELECT, and check again."],
  1143: ["permission", () => "This user may not read a column used here. Give it SELECT, and check again."],
  1146: ["missing", () => "This table no longer exists in the source. Refresh the schema."],
  1054: ["missing", () => "A column used here no longer exists in the source. Refresh the schema."],
  1040: busy,
  1203: busy,
  1226: busy,
  1129: [
    "unreachable",
    () => "The server has blocked Patchbay's address after too many failed connections. Run FLUSH HOSTS there, then try again.",
  ],
  1130: ["credentials", () => "The server does not let Patchbay's address in. Create the user for this address, or for '%'."],
  1251: plugin,
  1317: late,
  1969: late,
  3024: late,
  1205: late,
  1792: ["unsupported", () => "The source refused a write in a read-only session."],
  3159: ["tls", () => "The server only accepts encrypted connections. Choose an encrypted connection."],
  1927: gone,
  1053: gone,
  PROTOCOL_CONNECTION_LOST: gone,
  ECONNRESET: gone,
  EPIPE: gone,
  ETIMEDOUT: [
    "timeout",
    () => "The server accepted the connection and did not answer within 10 seconds. Check that this port speaks MySQL.",
  ],
  AUTH_SWITCH_PLUGIN_ERROR: plugin,
  MYSQL_CLEAR_PASSWORD_NOT_ENABLED: plugin,
}

/** An error of the driver as our own sentence. The driver's text, which holds accounts and hashes, goes no further than this. */
export function explain(error: unknown, words: Words): SourceError {
  if (error instanceof SourceError) return error
  const { errno, code = "" } = (error ?? {}) as { errno?: number; code?: string }
  if (code === "HANDSHAKE_NO_SSL_SUPPORT") return noTls()
  if (code === "HANDSHAKE_SSL_ERROR") return tlsError({ code: tlsCode(error as Error) })
  if (isTlsCode(code)) return tlsError(error)
  const answer = answers[errno ?? ""] ?? answers[code]
  if (answer) return new SourceError(answer[0], answer[1](words), errno && errno > 1_000 ? String(errno) : code)
  if (errno && errno > 1_000) return new SourceError("unsupported", `The source refused the query (error ${errno}).`, String(errno))
  return new SourceError(
    "unreachable",
    "The conversation with the server broke off. Check that this port speaks MySQL, then try again.",
    "broken",
  )
}

/** The driver puts its own code over the one of TLS; what is left tells the kinds apart. */
function tlsCode(error: Error): string {
  if ("cert" in error && "reason" in error) return "ERR_TLS_CERT_ALTNAME_INVALID"
  if (/self[- ]signed|unable to (get|verify)/i.test(error.message)) return "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
  if (/expired/i.test(error.message)) return "CERT_HAS_EXPIRED"
  return /not yet valid/i.test(error.message) ? "CERT_NOT_YET_VALID" : "HANDSHAKE_SSL"
}
