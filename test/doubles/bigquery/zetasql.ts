import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import net, { type AddressInfo } from "node:net"
import { dirname, join } from "node:path"
import * as grpc from "@grpc/grpc-js"
import { loadSync } from "@grpc/proto-loader"
import { type Cell, decode, encode, kindNumber, type ScalarType, type Value } from "./values"

export type Parameter = { name: string; type: ScalarType; value: Cell }
export type EngineTable = { path: string; columns: { name: string; type: ScalarType; pseudo?: boolean }[]; rows: Cell[][] }
export type Answered = { columns: { name: string; type: string }[]; rows: (string | null)[][] }

/** What the engine said against a query, in its own words: they are BigQuery's. */
export class SqlError extends Error {
  override name = "SqlError"
}

type Call = (request: object) => Promise<Record<string, never>>
const mostCatalogs = 8
const largest = 64 * 1024 * 1024

/** Google's own implementation of the language of BigQuery, as a process of its own that holds no data between two questions. */
export async function zetasql() {
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve("@fivetrandevelopers/zetasql")), "zetasql")
  const port = await freePort()
  const binary = `remote_server${process.arch.startsWith("arm") ? "_arm" : ""}${process.platform === "darwin" ? "" : ".so"}`
  const child = spawn(join(folder, binary), ["localhost", String(port)], { stdio: "ignore" })
  const definition = loadSync("local_service.proto", {
    includeDirs: [join(folder, "protos")],
    keepCase: true,
    longs: String,
    oneofs: true,
    enums: String,
  })
  const { zetasql: root } = grpc.loadPackageDefinition(definition) as never as {
    zetasql: { local_service: { ZetaSqlLocalService: grpc.ServiceClientConstructor } }
  }
  const client = new root.local_service.ZetaSqlLocalService(`localhost:${port}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": largest,
    "grpc.initial_reconnect_backoff_ms": 50,
  })
  await new Promise<void>((resolve, reject) => client.waitForReady(Date.now() + 20_000, (error) => (error ? reject(error) : resolve())))
  const call =
    (method: string): Call =>
    (request) =>
      new Promise((resolve, reject) => {
        const done = (error: Error | null, answer: Record<string, never>) => (error ? reject(error) : resolve(answer))
        ;(client as never as Record<string, (request: object, done: unknown) => void>)[method]?.(request, done)
      })
  const features = (await call("GetLanguageOptions")({ maximum_features: true })) as { enabled_language_features?: string[] }
  const language = {
    ...features,
    enabled_language_features: [
      ...(features.enabled_language_features ?? []),
      "FEATURE_V_1_3_ANNOTATION_FRAMEWORK",
      "FEATURE_V_1_3_COLLATION_SUPPORT",
    ],
    product_mode: "PRODUCT_EXTERNAL",
    supported_statement_kinds: [],
  }

  /** The tables that a statement names, each as its path. */
  async function tablesOf(sql: string): Promise<string[]> {
    const { table_name = [] } = (await call("ExtractTableNamesFromStatement")({ sql_statement: sql, options: language }).catch(
      asSqlError,
    )) as {
      table_name?: { table_name_segment: string[] }[]
    }
    return table_name.map(({ table_name_segment }) => table_name_segment.join("."))
  }

  const registered: { tables: EngineTable[]; id: Promise<string> }[] = []
  /** A catalog of these tables in the engine; the last few stay there, because reading one in takes longer than a question. */
  function catalogOf(tables: EngineTable[]): Promise<string> {
    const known = registered.find(
      (one) =>
        one.tables.length === tables.length &&
        one.tables.every(({ path, rows }, at) => path === tables[at]?.path && rows === tables[at]?.rows),
    )
    if (known) return known.id
    const content = ({ columns, rows }: EngineTable) =>
      rows.map((row) => ({ cell: columns.map(({ type }, at) => encode(type, row[at] ?? null)) }))
    const id = call("RegisterCatalog")({
      simple_catalog: { name: "root", table: tables.map(tableProto), builtin_function_options: { language_options: language } },
      table_content: Object.fromEntries(tables.map((table) => [table.path, { table_data: { row: content(table) } }])),
    }).then(({ registered_id }) => String(registered_id))
    registered.unshift({ tables, id })
    for (const { id: old } of registered.splice(mostCatalogs))
      void old.then((gone) => call("UnregisterCatalog")({ registered_id: gone })).catch(() => {})
    return id
  }

  async function run(sql: string, tables: EngineTable[], parameters: Parameter[] = []): Promise<Answered> {
    const answer = (await call("EvaluateQuery")({
      sql: whole(
        sql,
        tables.map(({ path }) => path),
      ),
      options: {
        language_options: language,
        error_message_mode: "ERROR_MESSAGE_ONE_LINE",
        default_timezone: "UTC",
        parameter_mode: "PARAMETER_NAMED",
        query_parameters: parameters.map(({ name, type }) => ({ name, type: { type_kind: kindNumber[type] } })),
      },
      registered_catalog_id: await catalogOf(tables),
      params: parameters.map(({ name, type, value }) => ({ name, value: encode(type, value) })),
    }).catch(asSqlError)) as {
      content?: { table_data?: { row?: { cell?: Value[] }[] } }
      prepared?: { columns?: { name: string; type: { type_kind: string } }[] }
    }
    const columns = (answer.prepared?.columns ?? []).map(({ name, type }) => ({ name, type: type.type_kind.replace(/^TYPE_/, "") }))
    const rows = (answer.content?.table_data?.row ?? []).map(({ cell = [] }) => cell.map((value) => decode(value)))
    return { columns, rows }
  }

  return {
    tablesOf,
    run,
    async close() {
      client.close()
      await ended(child)
    },
  }
}
export type Zetasql = Awaited<ReturnType<typeof zetasql>>

const tableProto = ({ path, columns }: EngineTable, at: number) => ({
  name: path,
  serialization_id: at + 1,
  column: columns.map(({ name, type, pseudo }) => ({ name, type: { type_kind: kindNumber[type] }, is_pseudo_column: pseudo ?? false })),
})

/** The engine knows a table by its whole path in one pair of marks. */
function whole(sql: string, paths: string[]): string {
  const plain = paths.filter((path) => /^[\w.-]+$/.test(path)).map((path) => path.replaceAll(".", "\\."))
  return plain.reduce((text, path) => text.replace(new RegExp(`(?<![\\w.\`'"])${path}(?![\\w.\`'"])`, "g"), "`$&`"), sql)
}

function asSqlError(error: unknown): never {
  const { code, details = "" } = error as { code?: number; details?: string }
  if (code === grpc.status.INVALID_ARGUMENT || code === grpc.status.OUT_OF_RANGE || code === grpc.status.NOT_FOUND)
    throw new SqlError(details.replace(/ \[at (\d+:\d+)\]/, " at [$1]"))
  throw error
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill("SIGKILL")
  await once(child, "exit")
}
