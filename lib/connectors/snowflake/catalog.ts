import type { Column, Table } from "../connector"
import type { Rights } from "./grants"
import { kindOfTable, typeOf } from "./kinds"
import type { Link, Row } from "./link"
import { showColumns, showColumnsOf, showKeys, showObjects } from "./show"

const perPage = 200
const atOnce = 6

/** Whether the rows of a table can be read. Of a shared database everything that is seen can be. */
export const mayRead = (rights: Rights, shared: boolean, path: string[]): boolean =>
  shared || rights.holds("SELECT", "TABLE", path) !== false

/** Every visible table, a page at a time, and no warehouse is started for it. */
export async function* readTables(link: Link, schemas: string[], rights: Rights, shared: boolean): AsyncGenerator<Table[]> {
  for (const schema of schemas) {
    const all = await showColumns(link, schema)
    const columns = all && Map.groupBy(all, (row) => row.table_name ?? "")
    const keys = new Set((await showKeys(link, schema)).map((row) => JSON.stringify([row.table_name, row.column_name])))
    const described = async (row: Row): Promise<Table> => {
      const name = row.name ?? ""
      const rows = Number(row.rows)
      return {
        schema,
        name,
        kind: kindOfTable(row.kind ?? null),
        readable: mayRead(rights, shared, [link.names.database, schema, name]),
        ...(row.rows && Number.isFinite(rows) ? { estimatedRows: rows } : {}),
        ...(row.comment ? { comment: row.comment } : {}),
        columns: (columns ? (columns.get(name) ?? []) : await showColumnsOf(link, schema, name)).map((column) => asColumn(column, keys)),
      }
    }
    for await (const found of showObjects(link, schema))
      for (let at = 0; at < found.length; at += perPage) yield await inTurn(found.slice(at, at + perPage), described)
  }
}

const asColumn = (row: Row, keys: Set<string>): Column => ({
  name: row.column_name ?? "",
  ...typeOf(row.data_type ?? null),
  ...(row.comment ? { comment: row.comment } : {}),
  ...(keys.has(JSON.stringify([row.table_name, row.column_name])) ? { key: true } : {}),
})

/** The answers in the order of the questions, a few asked at a time. */
async function inTurn<T, A>(questions: T[], ask: (question: T) => Promise<A>): Promise<A[]> {
  const answers: A[] = []
  for (let at = 0; at < questions.length; at += atOnce) answers.push(...(await Promise.all(questions.slice(at, at + atOnce).map(ask))))
  return answers
}
