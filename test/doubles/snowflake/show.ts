import { type Account, notThere, pathIn, pathOf, Refused } from "./account"
import type { Engine, Result } from "./engine"

/** SHOW gives no more than this at a time. */
const most = 10_000
const text = (sql: string) => `'${sql.replaceAll("'", "''")}'`
const literal = (sql: string) => sql.slice(1, -1).replaceAll("''", "'").replaceAll("\\\\", "\\")

type Row = Record<string, string | null>
type Session = { account: Account; engine: Engine; roles: Set<string> }

const dataTypes: [RegExp, (match: RegExpExecArray) => object][] = [
  [/^(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/, () => ({ type: "FIXED", precision: 38, scale: 0 })],
  [/^DECIMAL\((\d+),(\d+)\)$/, ([, precision, scale]) => ({ type: "FIXED", precision: Number(precision), scale: Number(scale) })],
  [/^(DOUBLE|FLOAT)$/, () => ({ type: "REAL" })],
  [/^VARCHAR$/, () => ({ type: "TEXT", length: 16_777_216, byteLength: 16_777_216 })],
  [/^(BOOLEAN|DATE)$/, ([type]) => ({ type })],
  [/^TIMESTAMP WITH TIME ZONE$/, () => ({ type: "TIMESTAMP_LTZ", precision: 0, scale: 9 })],
  [/^TIMESTAMP$/, () => ({ type: "TIMESTAMP_NTZ", precision: 0, scale: 9 })],
  [/^JSON$/, () => ({ type: "VARIANT" })],
]
const dataType = (type: string, nullable: boolean) => {
  for (const [form, said] of dataTypes) {
    const match = form.exec(type)
    if (match) return JSON.stringify({ ...said(match), nullable, fixed: false })
  }
  return JSON.stringify({ type: "BINARY", nullable, fixed: false })
}

/** The statements that are answered from the catalog, without a warehouse: what the roles of a session may see, and nothing else. */
export async function show(sql: string, { account, engine, roles }: Session): Promise<Result> {
  const rights = account.rightsOf(roles)
  const usable = async (path: string[]) => {
    const [database = "", schema] = path
    if (!rights.any(database)) throw notThere("Database", database)
    if (!rights.may("USAGE", database))
      throw new Refused("003001", "42501", `SQL access control error:\nInsufficient privileges to operate on database '${database}'`)
    if (schema !== undefined && !(rights.may("USAGE", database, schema) && (await schemas(database)).includes(schema)))
      throw new Refused("002043", "02000", "SQL compilation error:\nObject does not exist, or operation cannot be performed.")
  }
  const schemas = async (database: string) =>
    (
      await engine.rows(
        `SELECT schema_name AS name FROM duckdb_schemas() WHERE database_name = ${text(database)} AND NOT internal ORDER BY 1`,
      )
    ).map(({ name }) => name ?? "")

  const [, inDatabase, role] = /^SHOW GRANTS TO (DATABASE )?ROLE (.+)$/.exec(sql) ?? []
  if (role) {
    const name = inDatabase ? pathOf(pathIn(role)) : (pathIn(role)[0] ?? "")
    if (!roles.has(name)) throw notThere("Role", name)
    const inner = [...(account.roles.get(name) ?? [])].map((one) => ({
      privilege: "USAGE",
      granted_on: account.databaseRoles.has(one) ? "DATABASE_ROLE" : "ROLE",
      name: account.databaseRoles.has(one) ? one : pathOf([one]),
    }))
    const own = account
      .grantsOf(name)
      .map(({ privilege, kind, path }) => ({ privilege, granted_on: kind.replaceAll(" ", "_"), name: pathOf(path) }))
    return table(
      ["created_on", "privilege", "granted_on", "name", "granted_to", "grantee_name"],
      [...own, ...inner].map((row) => ({ ...row, granted_to: "ROLE", grantee_name: name })),
    )
  }
  const [, listed, pattern] = /^SHOW (WAREHOUSES|DATABASES) LIKE ('(?:[^']|'')*')$/.exec(sql) ?? []
  if (listed && pattern) {
    const like = new RegExp(
      `^${literal(pattern)
        .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
        .replaceAll("%", ".*")
        .replaceAll("_", ".")}$`,
      "is",
    )
    const all: Row[] =
      listed === "WAREHOUSES"
        ? [...account.warehouses.values()].map(({ name, state, autoResume }) => ({
            name,
            state,
            type: "STANDARD",
            size: "X-Small",
            auto_resume: String(autoResume),
          }))
        : (await engine.rows("SELECT database_name AS name, '' AS origin FROM duckdb_databases() WHERE NOT internal")).filter(
            ({ name }) => name !== "memory",
          )
    return table(
      listed === "WAREHOUSES" ? ["name", "state", "type", "size", "auto_resume"] : ["created_on", "name", "origin"],
      all.filter(({ name }) => like.test(name ?? "") && rights.any(name ?? "")),
    )
  }
  const [, what, where, path = "", limit = String(most), from] =
    /^SHOW (TERSE SCHEMAS|OBJECTS|COLUMNS|PRIMARY KEYS) IN (DATABASE|SCHEMA|TABLE) (.+?)(?: LIMIT (\d+)(?: FROM ('(?:[^']|'')*'))?)?$/s.exec(
      sql,
    ) ?? []
  if (!what || !where) throw new Refused("001003", "42000", "SQL compilation error:\nsyntax error")
  const [database = "", schema = "", only] = pathIn(path)
  await usable(where === "DATABASE" ? [database] : [database, schema])
  const after = from === undefined ? undefined : literal(from)
  const page = (rows: Row[]) =>
    rows.filter(({ name }) => after === undefined || (name ?? "") > after).slice(0, Math.min(most, Number(limit)))
  if (what === "TERSE SCHEMAS") {
    const found = (await schemas(database)).filter((name) => name !== "main" && rights.any(database, name))
    return table(
      ["created_on", "name", "kind", "database_name"],
      page([...found, "INFORMATION_SCHEMA"].map((name) => ({ name, database_name: database }))),
    )
  }
  const at = `database_name = ${text(database)} AND schema_name = ${text(schema)}`
  if (what === "OBJECTS") {
    const found = (await objectsIn(engine, [database, schema])).filter(({ name }) => rights.any(database, schema, name ?? ""))
    return table(["created_on", "name", "database_name", "schema_name", "kind", "comment", "rows"], page(found))
  }
  if (what === "PRIMARY KEYS") {
    const found = await engine.rows(
      `SELECT table_name, unnest(constraint_column_names) AS column_name FROM duckdb_constraints() WHERE ${at} AND constraint_type = 'PRIMARY KEY'`,
    )
    return table(
      ["table_name", "column_name"],
      found.filter(({ table_name }) => rights.any(database, schema, table_name ?? "")),
    )
  }
  if (only !== undefined && !rights.any(database, schema, only)) throw notThere("Table", path)
  const columns = await engine.rows(
    `SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE ${at}${only === undefined ? "" : ` AND table_name = ${text(only)}`} ORDER BY table_name, column_index`,
  )
  const seen = columns.filter(({ table_name }) => rights.any(database, schema, table_name ?? "")).slice(0, most)
  return table(
    ["table_name", "schema_name", "column_name", "data_type", "null?", "comment"],
    seen.map((row) => ({
      ...row,
      schema_name: schema,
      data_type: dataType(row.data_type ?? "", row.is_nullable === "true"),
      "null?": row.is_nullable ?? null,
    })),
  )
}

export const objectsIn = async (engine: Engine, [database = "", schema = ""]: string[]): Promise<Row[]> => {
  const at = `database_name = ${text(database)} AND schema_name = ${text(schema)}`
  return engine.rows(
    `SELECT table_name AS name, 'TABLE' AS kind, comment, estimated_size AS rows FROM duckdb_tables() WHERE ${at}
     UNION ALL SELECT view_name, 'VIEW', comment, NULL FROM duckdb_views() WHERE ${at} AND NOT internal ORDER BY 1`,
  )
}

const table = (names: string[], rows: Row[]): Result => ({
  columns: names.map((name) => ({ name, type: "VARCHAR" })),
  rows: rows.map((row) => names.map((name) => row[name] ?? null)),
})
