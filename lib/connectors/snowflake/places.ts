import type { CheckResult } from "../connector"
import { quoteName, quotePath } from "../quote"
import { mostListed, nothingToSee, plural } from "../steps"
import { mayRead } from "./catalog"
import { mostRows } from "./grants"
import type { Link } from "./link"
import { hidden, type Known } from "./session"
import { showColumns, showObjects } from "./show"

type Grants = NonNullable<CheckResult["grants"]>

export async function checkDatabase({ names: { database } }: Link, known: Known): Promise<CheckResult> {
  const grant = {
    permission: "USAGE",
    object: `database ${database}`,
    neededFor: "seeing its schemas",
    remedy: `GRANT USAGE ON DATABASE ${quoteName("snowflake", database)} TO ROLE ${await known.quotedRole()};`,
  }
  if (!(await known.database()))
    return hidden(
      `There is no database ${database}, or the role has no right on it: Snowflake does not say which. Check the name, capitals included, and give the missing permission.`,
      grant,
    )
  if ((await known.rights()).holds("USAGE", "DATABASE", [database]) === false && !(await known.shared()))
    return {
      outcome: "failed",
      reason: "permission",
      message: `The database ${database} can be seen and not used: USAGE is missing.`,
      grants: [{ ...grant, required: true, held: false }],
    }
  return { outcome: "passed", message: `The database ${database} can be opened.` }
}

export async function checkSchemas({ names: { database } }: Link, known: Known): Promise<CheckResult> {
  const [rights, shared, seen, role] = [await known.rights(), await known.shared(), await known.visible(), await known.quotedRole()]
  const wanted = known.wanted.length > 0 ? known.wanted : seen
  if (wanted.length === 0) return { outcome: "failed", reason: "missing", message: nothingToSee(`The database ${database}`) }
  const grants: Grants = wanted.map((schema) => {
    const held = !seen.includes(schema) ? "unknown" : shared || rights.holds("USAGE", "SCHEMA", [database, schema])
    const remedy = `GRANT USAGE ON SCHEMA ${quotePath("snowflake", database, schema)} TO ROLE ${role};`
    return {
      permission: "USAGE",
      object: `schema ${database}.${schema}`,
      neededFor: "seeing its tables",
      required: known.wanted.length > 0,
      held,
      ...(held === true ? {} : { remedy }),
    }
  })
  const missing = grants.filter(
    ({ held, object }) => held === false || (held === "unknown" && !seen.some((name) => object === `schema ${database}.${name}`)),
  )
  const listed = [...missing, ...grants.filter((grant) => !missing.includes(grant))].slice(0, mostListed)
  if (missing.length === 0) return { outcome: "passed", message: `${plural(wanted.length, "schema")} can be opened.`, grants: listed }
  const said = missing.some(({ held }) => held === "unknown")
    ? "cannot be found: they do not exist, or the role has no right on them, and Snowflake does not say which"
    : "can be seen and not used: USAGE is missing"
  return {
    outcome: known.wanted.length > 0 ? "failed" : "warning",
    ...(known.wanted.length > 0 ? { reason: "permission" as const } : {}),
    message: `${missing.length} of ${plural(wanted.length, "schema")} ${said}.`,
    grants: listed,
  }
}

export async function checkTables(link: Link, known: Known): Promise<CheckResult> {
  const { database } = link.names
  const [rights, shared, schemas, role] = [await known.rights(), await known.shared(), await known.schemas(), await known.quotedRole()]
  let open = 0
  const closed: { path: string[]; view: boolean }[] = []
  for (const schema of schemas)
    for await (const page of showObjects(link, schema))
      for (const { name, kind } of page) {
        const path = [database, schema, name ?? ""]
        if (mayRead(rights, shared, path)) open++
        else closed.push({ path, view: /VIEW/i.test(kind ?? "") })
      }
  const neededFor = "reading the schema and counting"
  const everything = schemas
    .flatMap((schema) =>
      ["TABLES", "VIEWS"].map(
        (kind) => `GRANT SELECT ON ALL ${kind} IN SCHEMA ${quotePath("snowflake", database, schema)} TO ROLE ${role};`,
      ),
    )
    .join("\n")
  const tables = {
    permission: "SELECT",
    object: `tables of ${database}`,
    neededFor,
    required: true,
    ...(everything ? { remedy: everything } : {}),
  }
  if (open + closed.length === 0)
    return {
      outcome: "failed",
      reason: "missing",
      message: nothingToSee(`The database ${database}`),
      grants: [{ ...tables, held: "unknown" }],
    }
  if (open === 0)
    return {
      outcome: "failed",
      reason: "permission",
      message: `${plural(closed.length, "table")} can be seen and none can be read: SELECT is missing.`,
      grants: [{ ...tables, held: false }],
    }
  const one = { permission: "SELECT", object: "at least one table", neededFor, required: true, held: true }
  if (closed.length === 0) return { outcome: "passed", message: `${plural(open, "table")} can be read.`, grants: [one] }
  const more = closed.length > mostListed ? ` Only the first ${mostListed} are listed; there are ${closed.length - mostListed} more.` : ""
  const missing = closed.slice(0, mostListed).map(({ path, view }) => ({
    permission: "SELECT",
    object: `${view ? "view" : "table"} ${path.join(".")}`,
    neededFor: "counting on it",
    required: false,
    held: false,
    remedy: `GRANT SELECT ON ${view ? "VIEW" : "TABLE"} ${quotePath("snowflake", ...path)} TO ROLE ${role};`,
  }))
  return { outcome: "warning", message: `${plural(open, "table")} can be read, ${closed.length} cannot.${more}`, grants: [one, ...missing] }
}

export async function sizeOf(link: Link, known: Known): Promise<CheckResult> {
  let [tables, columns, cut] = [0, 0, false]
  for (const schema of await known.schemas()) {
    const rows = await showColumns(link, schema)
    columns += rows?.length ?? mostRows
    cut ||= rows === undefined
    for await (const page of showObjects(link, schema)) tables += page.length
  }
  return { outcome: "passed", message: `${plural(tables, "table")} with ${cut ? "more than " : ""}${plural(columns, "column")}.` }
}
