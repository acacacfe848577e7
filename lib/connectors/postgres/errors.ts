import { SourceError, type SourceReason } from "../connector"
import { quoteName } from "../quote"
import { isTlsCode, tlsError } from "../tls"

type Words = { user: string; database: string }
type Answer = [SourceReason, (words: Words) => string]

const busy: Answer = ["unreachable", () => "The server has no free connection left. Try again later, or raise the limit of this user."]
const gone: Answer = [
  "unreachable",
  () => "The server closed the connection. Check that it is running and that this port speaks PostgreSQL, then try again.",
]
const late: Answer = [
  "timeout",
  () => "The server accepted the connection and did not answer within 10 seconds. Check that this port speaks PostgreSQL.",
]

/** The codes that we know, each in our own words. */
const answers: Record<string, Answer> = {
  "28P01": ["credentials", () => "Authentication failed: the user or the password is wrong, or there is no such user. Type both again."],
  "28000": [
    "credentials",
    () =>
      "Authentication failed: the server does not let this user in from here. Check that the user exists, may log in, and that pg_hba.conf lets Patchbay's address in.",
  ],
  "3D000": [
    "missing",
    ({ database }) => `There is no database ${quoteName("postgres", database)} on this server. Check the name, capital letters included.`,
  ],
  "42501": ["permission", () => "This user may not do this. Give the missing permission, and check again."],
  "42P01": ["missing", () => "This table no longer exists in the source, or this user can no longer see it. Refresh the schema."],
  "3F000": ["missing", () => "This schema no longer exists in the source. Refresh the schema."],
  "42703": ["missing", () => "A column used here no longer exists in the source. Refresh the schema."],
  "57014": ["timeout", () => "The source did not answer within the time limit, and the query was cancelled there."],
  "25006": ["unsupported", () => "The source refused a write in a read-only session."],
  "53300": busy,
  "57P01": gone,
  "57P02": gone,
  "57P03": ["unreachable", () => "The server is starting up or shutting down. Try again in a minute."],
  "08P01": [
    "unsupported",
    () => "The server refused the settings of our session. If this is a connection pooler, use the port of the database itself.",
  ],
  "0A000": ["unsupported", () => "This server does not support what Patchbay asked. It needs PostgreSQL 13 or newer."],
  "22P02": ["unsupported", () => "A value of a filter does not fit the type of its column."],
  "22003": ["unsupported", () => "A number of a filter is out of the range of its column."],
  CONNECT_TIMEOUT: late,
  CONNECTION_CLOSED: gone,
  CONNECTION_DESTROYED: gone,
  CONNECTION_ENDED: gone,
  ECONNRESET: gone,
  EPIPE: gone,
  SASL_SIGNATURE_MISMATCH: [
    "credentials",
    () => "The server could not prove that it knows this password. Check that this is the right server.",
  ],
  AUTH_TYPE_NOT_IMPLEMENTED: [
    "unsupported",
    () => "The server asks for a way of signing in that Patchbay does not speak. Give this user a password (scram-sha-256).",
  ],
}

/** An error of the driver as our own sentence. The driver's text goes no further than this. */
export function explain(error: unknown, words: Words): SourceError {
  if (error instanceof SourceError) return error
  const code = String((error as { code?: unknown } | null)?.code ?? "")
  const answer = answers[code]
  if (answer) return new SourceError(answer[0], answer[1](words), code)
  if (isTlsCode(code)) return tlsError(error)
  if (/^53/.test(code)) return new SourceError("unreachable", "The server has run out of a resource. Try again later.", code)
  if (/^[0-9A-Z]{5}$/.test(code)) return new SourceError("unsupported", `The source refused the query (SQLSTATE ${code}).`, code)
  return new SourceError(
    "unreachable",
    "The conversation with the server broke off. Check that this port speaks PostgreSQL, then try again.",
    "broken",
  )
}
