import type { Column, Table } from "../connector"
import { readGrants } from "./checks"
import { may } from "./grants"
import { kindOf } from "./kinds"
import type { Link, Row } from "./link"

const perPage = 200

/** Every visible table, a page at a time. Counts of rows are not asked for: the server would open each table to guess them. */
export async function* readTables(link: Link, database: string): AsyncGenerator<Table[]> {
  const grants = await readGrants(link)
  const tables = await link.ask(
    "select table_name as name, table_type as kind, table_comment as comment from information_schema.tables where table_schema = ? order by table_name",
    [database],
  )
  for (let at = 0; at < tables.length; at += perPage) {
    const page = tables.slice(at, at + perPage)
    const columns = Map.groupBy(
      await readColumns(
        link,
        database,
        page.map(({ name }) => String(name)),
      ),
      (row) => String(row.table_name),
    )
    yield page.map((row) => ({
      schema: database,
      name: String(row.name),
      kind: String(row.kind).includes("VIEW") ? "view" : "table",
      readable: may(grants, "SELECT", database, String(row.name), { partly: true }),
      ...(row.comment && row.comment !== "VIEW" ? { comment: String(row.comment) } : {}),
      columns: (columns.get(String(row.name)) ?? []).map(asColumn),
    }))
  }
}

// The names are listed one by one and not by a range: the server then reads only these tables.
const readColumns = (link: Link, database: string, tables: string[]) =>
  link.ask(
    `select table_name as table_name, column_name as name, column_type as type, is_nullable as nullable, column_comment as comment, column_key as in_key
     from information_schema.columns where table_schema = ? and table_name in (${tables.map(() => "?").join(", ")})
     order by table_name, ordinal_position`,
    [database, ...tables],
  )

const asColumn = (row: Row): Column => ({
  name: String(row.name),
  type: String(row.type),
  kind: kindOf(String(row.type)),
  nullable: row.nullable === "YES",
  ...(row.comment ? { comment: String(row.comment) } : {}),
  ...(row.in_key === "PRI" ? { key: true } : {}),
})
