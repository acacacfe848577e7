import type { CheckResult } from "../connector"
import { quoteName, quotePath } from "../quote"
import { mostListed, nothingToSee, plural } from "../steps"
import { inScope, schemasParameter } from "./scope"
import type { Statements } from "./statements"

type Grants = NonNullable<CheckResult["grants"]>
const name = (text: string) => quoteName("postgres", text)
const path = (schema: string, table: string) => quotePath("postgres", schema, table)

/** May the user enter each schema? A chosen one that is not there, or is closed, is required; without a choice one open schema is enough. */
export async function checkSchemas(sql: Statements, { user, schemas }: { user: string; schemas: string[] }): Promise<CheckResult> {
  const rows = await sql.rows<{ name: string; enter: boolean; filled: boolean }>(
    `select n.nspname as name, pg_catalog.has_schema_privilege(n.oid, 'USAGE') as enter,
            exists (select from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'v', 'm', 'p', 'f')) as filled
     from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and ($1::text is null or n.nspname in (select pg_catalog.json_array_elements_text($1::text::json)))
     order by n.nspname`,
    [schemasParameter(schemas)],
  )
  const chosen = schemas.length > 0
  const absent = schemas.filter((schema) => !rows.some((row) => row.name === schema))
  const wanted = rows.filter(({ filled }) => chosen || filled)
  const grants: Grants = wanted.slice(0, mostListed).map((row) => ({
    permission: "USAGE",
    object: `schema ${row.name}`,
    neededFor: "seeing the tables of this schema",
    required: chosen || !wanted.some(({ enter }) => enter),
    held: row.enter,
    ...(row.enter ? {} : { remedy: `GRANT USAGE ON SCHEMA ${name(row.name)} TO ${name(user)};` }),
  }))
  if (absent.length > 0)
    return {
      outcome: "failed",
      reason: "missing",
      message: `There is no schema ${absent.map(name).join(", ")} in this database. Check the spelling, capital letters included, or take it out of the list.`,
      grants,
    }
  const closed = wanted.filter(({ enter }) => !enter)
  if (closed.length === 0) return { outcome: "passed", message: `${plural(wanted.length, "schema")} can be used.`, grants }
  const words = `USAGE is missing on ${plural(closed.length, "schema")}: ${closed
    .slice(0, 5)
    .map((row) => name(row.name))
    .join(", ")}${closed.length > 5 ? " and more" : ""}.`
  return grants.some(({ required, held }) => required && !held)
    ? { outcome: "failed", reason: "permission", message: words, grants }
    : { outcome: "warning", message: words, grants }
}

/** May the user read the tables? One is required; each other one that is closed is named. */
export async function checkTables(sql: Statements, { user, schemas }: { user: string; schemas: string[] }): Promise<CheckResult> {
  const readable = `(pg_catalog.has_table_privilege(c.oid, 'SELECT') or pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))`
  const from = `from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${inScope} and pg_catalog.has_schema_privilege(n.oid, 'USAGE')`
  const [count] = await sql.rows<{ open: number; closed: number }>(
    `select (count(*) filter (where ${readable}))::int as open, (count(*) filter (where not ${readable}))::int as closed ${from}`,
    [schemasParameter(schemas)],
  )
  const { open, closed } = count ?? { open: 0, closed: 0 }
  if (open + closed === 0)
    return {
      outcome: "failed",
      reason: "missing",
      message: nothingToSee(schemas.length > 0 ? `The schema ${schemas.map(name).join(", ")}` : "The database"),
    }
  const rows = await sql.rows<{ schema: string; table: string }>(
    `select n.nspname as schema, c.relname as table ${from} and not ${readable} order by 1, 2 limit ${mostListed}`,
    [schemasParameter(schemas)],
  )
  const more =
    closed > rows.length
      ? ` Only the first ${mostListed} are listed; there are ${(closed - rows.length).toLocaleString("en-US")} more.`
      : ""
  if (open > 0) {
    const one = {
      permission: "SELECT",
      object: "at least one table",
      neededFor: "reading the schema and counting",
      required: true,
      held: true,
    }
    const grants: Grants = [
      one,
      ...rows.map(({ schema, table }) => ({
        permission: "SELECT",
        object: `table ${schema}.${table}`,
        neededFor: "counting on this table",
        required: false,
        held: false,
        remedy: `GRANT SELECT ON TABLE ${path(schema, table)} TO ${name(user)};`,
      })),
    ]
    if (closed === 0) return { outcome: "passed", message: `${plural(open, "table")} can be read.`, grants }
    return { outcome: "warning", message: `${plural(open, "table")} can be read, ${closed.toLocaleString("en-US")} cannot.${more}`, grants }
  }
  const grants: Grants = [...new Set(rows.map(({ schema }) => schema))].map((schema) => ({
    permission: "SELECT",
    object: `tables of schema ${schema}`,
    neededFor: "reading the schema and counting",
    required: true,
    held: false,
    remedy: `GRANT SELECT ON ALL TABLES IN SCHEMA ${name(schema)} TO ${name(user)};`,
  }))
  return {
    outcome: "failed",
    reason: "permission",
    message: `${plural(closed, "table")} can be seen and none can be read: SELECT is missing.${more}`,
    grants,
  }
}

/** How much there is to read. */
export async function checkIntrospect(sql: Statements, { schemas }: { schemas: string[] }): Promise<CheckResult> {
  const [row] = await sql.rows<{ tables: number; columns: number; schemas: number }>(
    `select count(distinct c.oid)::int as tables, count(a.attnum)::int as columns, count(distinct n.oid)::int as schemas
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where ${inScope}`,
    [schemasParameter(schemas)],
  )
  return {
    outcome: "passed",
    message: `${plural(row?.tables ?? 0, "table")} with ${plural(row?.columns ?? 0, "column")} in ${plural(row?.schemas ?? 0, "schema")}.`,
  }
}
