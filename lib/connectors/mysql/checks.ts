import type { Check, CheckResult } from "../connector"
import { SourceError } from "../connector"
import { quoteName } from "../quote"
import { mostListed, nothingToSee, once, plural, steps } from "../steps"
import { excessOf, type Grant, grantSelect, may, parseGrants } from "./grants"
import type { Link, MysqlSource } from "./link"
import { quoteAccount } from "./names"

/** From the outside in. The server shows only what the user has some right on, so what is hidden cannot be named. */
export function checks(link: Link, { settings, keys }: MysqlSource): Check[] {
  const { database } = settings
  const who = once(async () => {
    const [row] = await link.ask("select current_user() as account")
    return quoteAccount(String(row?.account ?? `${keys.user}@%`))
  })
  const grants = once(() => readGrants(link))
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
    { key: "tls", title: "Encrypt the connection", gate: true, run: () => checkTls(link, settings.tls) },
    {
      key: "authenticate",
      title: "Sign in",
      gate: true,
      async run() {
        await link.signedIn()
        return { outcome: "passed", message: "The user and the password were accepted." }
      },
    },
    { key: "database", title: "Open the database", gate: true, run: () => checkDatabase(link, database, who) },
    { key: "tables", title: "Read the tables", run: async () => checkTables(link, database, await who(), await grants()) },
    {
      key: "introspect",
      title: "Read the schema",
      async run() {
        const [row] = await link.ask(
          "select count(*) as columns_count, count(distinct table_name) as tables_count from information_schema.columns where table_schema = ?",
          [database],
        )
        return {
          outcome: "passed",
          message: `${plural(Number(row?.tables_count), "table")} with ${plural(Number(row?.columns_count), "column")}.`,
        }
      },
    },
    {
      key: "excess",
      title: "Look for rights that are not needed",
      async run() {
        const excess = excessOf(await grants())
        if (excess.length === 0) return { outcome: "passed", message: "This user may read and nothing else." }
        const more = excess.length > mostListed ? ` Only the first ${mostListed} are listed.` : ""
        return {
          outcome: "warning",
          message: `This user may do more than read: ${plural(excess.length, "right")} that Patchbay does not need. Nothing was written; a read-only user is safer.${more}`,
          excess: excess.slice(0, mostListed),
        }
      },
    },
  ])
}

async function checkTls(link: Link, tls: MysqlSource["settings"]["tls"]): Promise<CheckResult> {
  if (tls === "off") return { outcome: "warning", message: "Not encrypted: the password and the data can be read on the way." }
  await link.signedIn().catch((error) => {
    // Anything but a complaint about TLS comes after TLS; a server that says nothing never came that far.
    if (!(error instanceof SourceError) || ["tls", "timeout", "unreachable"].includes(error.reason)) throw error
  })
  if (tls === "require") return { outcome: "warning", message: "Encrypted, but nobody checked that this is the right server." }
  return { outcome: "passed", message: "Encrypted, and the certificate of the server is the right one." }
}

async function checkDatabase(link: Link, database: string, who: () => Promise<string>): Promise<CheckResult> {
  try {
    await link.ask(`use ${quoteName("mysql", database)}`)
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== "1044") throw error
    const grant = {
      permission: "SELECT",
      object: `database ${database}`,
      neededFor: "opening the database",
      required: true,
      held: "unknown" as const,
      remedy: grantSelect(database, await who()),
    }
    return { outcome: "failed", reason: "permission", message: error.message, grants: [grant] }
  }
  return { outcome: "passed", message: "The database can be opened." }
}

async function checkTables(link: Link, database: string, account: string, grants: Grant[]): Promise<CheckResult> {
  const rows = await link.ask("select table_name as name from information_schema.tables where table_schema = ? order by table_name", [
    database,
  ])
  const names = rows.map(({ name }) => String(name))
  const whole = {
    permission: "SELECT",
    neededFor: "reading the schema and counting",
    required: true,
    remedy: grantSelect(database, account),
  }
  if (names.length === 0) {
    const held = may(grants, "SELECT", database, "*") ? true : ("unknown" as const)
    const grant = { ...whole, object: `tables of ${database}`, held, ...(held === true ? { remedy: undefined } : {}) }
    return { outcome: "failed", reason: "missing", message: nothingToSee(`The database ${quoteName("mysql", database)}`), grants: [grant] }
  }
  const closed = names.filter((table) => !may(grants, "SELECT", database, table, { partly: true }))
  if (closed.length === names.length)
    return {
      outcome: "failed",
      reason: "permission",
      message: `${plural(closed.length, "table")} can be seen and none can be read: SELECT is missing.`,
      grants: [{ ...whole, object: `tables of ${database}`, held: false }],
    }
  const one = { permission: "SELECT", object: "at least one table", neededFor: whole.neededFor, required: true, held: true }
  const open = names.length - closed.length
  if (closed.length === 0)
    return {
      outcome: "passed",
      message: `${plural(open, "table")} can be read. Tables without any right are not shown by the server.`,
      grants: [one],
    }
  const more = closed.length > mostListed ? ` Only the first ${mostListed} are listed; there are ${closed.length - mostListed} more.` : ""
  const missing = closed.slice(0, mostListed).map((table) => ({
    permission: "SELECT",
    object: `table ${database}.${table}`,
    neededFor: "counting on this table",
    required: false,
    held: false,
    remedy: grantSelect(database, account, table),
  }))
  return { outcome: "warning", message: `${plural(open, "table")} can be read, ${closed.length} cannot.${more}`, grants: [one, ...missing] }
}

/** The user's own grants and those of its active roles. */
export async function readGrants(link: Link): Promise<Grant[]> {
  const lines = (rows: Record<string, unknown>[]) => rows.flatMap((row) => Object.values(row).map(String))
  const own = lines(await link.ask("show grants"))
  const [row] = await link.ask("select version() as version, current_role() as role").catch(() => [{ version: "", role: "" }])
  const role = String(row?.role ?? "")
  // MariaDB lists the active role by itself; MySQL wants to be asked for each.
  const asked =
    /mariadb/i.test(String(row?.version)) || !role || role === "NONE"
      ? []
      : lines(await link.ask(`show grants for current_user() using ${role}`).catch(() => []))
  return parseGrants([...new Set([...own, ...asked])])
}
