import { type DuckDBConnection, DuckDBInstance, VARCHAR } from "@duckdb/node-api"
import { Refused } from "./account"

export type Column = { name: string; type: string }
export type Result = { columns: Column[]; rows: (string | null)[][] }

/** The words of Snowflake that DuckDB has to be taught. Everything else that Patchbay says, both understand. */
const lessons = [
  "CREATE TEMP TYPE TIMESTAMP_NTZ AS TIMESTAMP",
  "CREATE TEMP TYPE TIMESTAMP_LTZ AS TIMESTAMPTZ",
  "CREATE TEMP MACRO to_date(written, form) AS CAST(written AS DATE)",
  "CREATE TEMP MACRO dateadd(part, many, moment) AS moment + many * (CASE part WHEN 'day' THEN INTERVAL 1 DAY ELSE INTERVAL 1 HOUR END)",
  "SET timezone = 'UTC'",
]

/** DuckDB in the place of Snowflake's own engine: each database is attached under its name. Names match whatever their case. */
export async function engine() {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" })
  const root = await open()

  async function open(place?: { database: string; schema?: string }): Promise<DuckDBConnection> {
    const connection = await instance.connect()
    for (const lesson of lessons) await connection.run(lesson)
    if (place) await connection.run(`USE ${quoted(place.database, place.schema ?? "main")}`)
    return connection
  }

  async function rows(sql: string): Promise<Record<string, string | null>[]> {
    const reader = await root.runAndReadAll(sql)
    const names = reader.columnNames()
    return reader
      .getRowsJson()
      .map((row) => Object.fromEntries(row.map((cell, at) => [names[at] ?? "", cell === null ? null : String(cell)])))
  }

  return {
    /** As the owner of everything. */
    admin: async (sql: string) => void (await root.run(sql)),
    rows,
    /** What a question reads, or that it is none. */
    async tablesIn(sql: string): Promise<{ tables: string[][]; statements: number } | "syntax" | "no question"> {
      const [row] = await rows(`SELECT json_serialize_sql('${sql.replaceAll("'", "''")}') AS tree`)
      const tree = JSON.parse(row?.tree ?? "{}") as { error: boolean; error_type?: string; statements?: unknown[] }
      if (tree.error) return tree.error_type === "parser" ? "syntax" : "no question"
      const tables: string[][] = []
      JSON.stringify(tree, (_key, value) => {
        if (value?.type === "BASE_TABLE") tables.push([value.catalog_name, value.schema_name, value.table_name].filter(Boolean))
        return value
      })
      return { tables, statements: tree.statements?.length ?? 0 }
    },
    /** Runs one question; `stop` ends it in the engine. */
    run(sql: string, values: (string | null)[], place?: { database: string; schema?: string }) {
      let connection: DuckDBConnection | undefined
      let stopped = false
      let over = false
      let nagging: ReturnType<typeof setInterval> | undefined
      const answer = (async (): Promise<Result> => {
        connection = await open(place)
        try {
          if (stopped) throw new Error("stopped before it began")
          const reader = await connection.runAndReadAll(
            sql,
            values,
            values.map(() => VARCHAR),
          )
          const types = reader.columnTypes().map(String)
          const columns = reader.columnNames().map((name, at) => ({ name, type: types[at] ?? "" }))
          return { columns, rows: reader.getRowsJson().map((row) => row.map((cell, at) => written(cell, types[at] ?? ""))) }
        } catch (error) {
          throw stopped ? new Refused("000604", "57014", "SQL execution canceled") : asRefused(error as Error)
        } finally {
          over = true
          clearInterval(nagging)
          connection.closeSync()
          connection = undefined
        }
      })()
      return {
        answer,
        stop() {
          if (over) return
          stopped = true
          connection?.interrupt()
          // A question that is only just beginning forgets that it was interrupted.
          nagging ??= setInterval(() => connection?.interrupt(), 20)
        },
      }
    },
    close() {
      root.closeSync()
      instance.closeSync()
    },
  }
}
export type Engine = Awaited<ReturnType<typeof engine>>

export const quoted = (...path: string[]) => path.map((part) => `"${part.replaceAll('"', '""')}"`).join(".")

function written(cell: unknown, type: string): string | null {
  if (cell === null) return null
  if (type === "DATE") return String(Date.parse(`${cell}T00:00:00Z`) / 86_400_000)
  if (type.startsWith("TIMESTAMP")) return (Date.parse(`${String(cell).slice(0, 23).replace(" ", "T")}Z`) / 1_000).toFixed(9)
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell)
}

function asRefused({ message }: Error): Refused {
  if (/Referenced column/.test(message)) return new Refused("000904", "42000", "SQL compilation error: error line 1\ninvalid identifier")
  if (/does not exist/.test(message))
    return new Refused("002003", "42S02", "SQL compilation error:\nObject does not exist or not authorized.")
  return new Refused("001003", "42000", `SQL compilation error:\n${message.split("\n")[0]}`)
}
