import { quotePath, quoteText } from "../quote"
import { mostRows } from "./grants"
import type { Link, Row } from "./link"

/** SHOW is answered without a warehouse. Its LIKE knows no case and has wild cards, so the one that is meant is picked here. */
const named = async (link: Link, what: "WAREHOUSES" | "DATABASES", name: string): Promise<Row | undefined> =>
  (await link.rows(`SHOW ${what} LIKE ${quoteText("snowflake", name)}`)).find((row) => row.name === name)

export const showWarehouse = (link: Link) => named(link, "WAREHOUSES", link.names.warehouse)
export const showDatabase = (link: Link) => named(link, "DATABASES", link.names.database)

/** The schemas that the role may see, without the one that every database has. */
export async function showSchemas(link: Link): Promise<string[]> {
  const found: string[] = []
  for await (const page of pages(link, `SHOW TERSE SCHEMAS IN DATABASE ${quotePath("snowflake", link.names.database)}`))
    found.push(...page.map(({ name }) => name ?? "").filter((name) => name && name !== "INFORMATION_SCHEMA"))
  return found.toSorted(byUnit)
}

/** The tables and views of one schema that the role may see, as many at a time as SHOW gives. */
export async function* showObjects(link: Link, schema: string): AsyncGenerator<Row[]> {
  for await (const page of pages(link, `SHOW OBJECTS IN SCHEMA ${quotePath("snowflake", link.names.database, schema)}`))
    yield page.toSorted((a, b) => byUnit(a.name ?? "", b.name ?? ""))
}

/** The columns of a schema at once, or nothing when it has more than SHOW gives: those are asked for table by table. */
export async function showColumns(link: Link, schema: string): Promise<Row[] | undefined> {
  const rows = await link.rows(`SHOW COLUMNS IN SCHEMA ${quotePath("snowflake", link.names.database, schema)}`)
  return rows.length < mostRows ? rows : undefined
}
export const showColumnsOf = (link: Link, schema: string, table: string) =>
  link.rows(`SHOW COLUMNS IN TABLE ${quotePath("snowflake", link.names.database, schema, table)}`)

export const showKeys = (link: Link, schema: string) =>
  link.rows(`SHOW PRIMARY KEYS IN SCHEMA ${quotePath("snowflake", link.names.database, schema)}`)

const byUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

async function* pages(link: Link, statement: string): AsyncGenerator<Row[]> {
  let last: string | undefined
  for (;;) {
    const from = last === undefined ? "" : ` FROM ${quoteText("snowflake", last)}`
    const page = await link.rows(`${statement} LIMIT ${mostRows}${from}`)
    yield page
    const next = page.at(-1)?.name ?? undefined
    if (page.length < mostRows || next === undefined || next === last) return
    last = next
  }
}
