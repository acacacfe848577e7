import type { Check } from "../connector"
import { SourceError } from "../connector"
import { quoteName } from "../quote"
import { steps } from "../steps"
import { checkExcess } from "./excess"
import type { Link, PostgresSource } from "./link"
import { checkIntrospect, checkSchemas, checkTables } from "./rights"

/** What the server says of the database it says only to those whose password was right. */
const aboutDatabase = new Set(["3D000", "42501"])

/** From the outside in: each check stands on those before it. */
export function checks(link: Link, { settings, keys }: PostgresSource): Check[] {
  const { database, schemas } = settings
  const connect = { permission: "CONNECT", object: `database ${database}`, neededFor: "signing in", required: true }
  const about = { user: keys.user, schemas }
  return steps([
    {
      key: "connect",
      title: "Reach the server",
      gate: true,
      async run() {
        await link.reached()
        return { outcome: "passed", message: `${settings.host} answers on port ${settings.port}.` }
      },
    },
    {
      key: "tls",
      title: "Encrypt the connection",
      gate: true,
      async run() {
        await link.secured()
        if (settings.tls === "verify-full")
          return { outcome: "passed", message: "Encrypted, and the certificate of the server is the right one." }
        if (settings.tls === "require")
          return { outcome: "warning", message: "Encrypted, but nobody checked that this is the right server." }
        return { outcome: "warning", message: "Not encrypted: the password and the data can be read on the way." }
      },
    },
    {
      key: "authenticate",
      title: "Sign in",
      gate: true,
      async run() {
        await link.signedIn().catch((error) => {
          if (!(error instanceof SourceError && aboutDatabase.has(error.code ?? ""))) throw error
        })
        return { outcome: "passed", message: "The user and the password were accepted." }
      },
    },
    {
      key: "database",
      title: "Open the database",
      gate: true,
      async run() {
        try {
          await link.signedIn()
        } catch (error) {
          if (!(error instanceof SourceError) || error.code !== "42501") throw error
          const remedy = `GRANT CONNECT ON DATABASE ${quoteName("postgres", database)} TO ${quoteName("postgres", keys.user)};`
          return {
            outcome: "failed",
            reason: "permission",
            message: "CONNECT on the database is missing.",
            grants: [{ ...connect, held: false, remedy }],
          }
        }
        return { outcome: "passed", message: "The database can be opened.", grants: [{ ...connect, held: true }] }
      },
    },
    { key: "schemas", title: "Use the schemas", gate: true, run: () => link.ask((sql) => checkSchemas(sql, about)) },
    { key: "tables", title: "Read the tables", run: () => link.ask((sql) => checkTables(sql, about)) },
    { key: "introspect", title: "Read the schema", run: () => link.ask((sql) => checkIntrospect(sql, about)) },
    { key: "excess", title: "Look for rights that are not needed", run: () => link.ask((sql) => checkExcess(sql, about)) },
  ])
}
