// A process of its own: a crafted file that crashes the engine takes nothing else down with it.
// One JSON object a line, in and out: {id, open} | {id, prepare} | {id, query, values} | {interrupt: true}.
import { createInterface } from "node:readline"
import { DuckDBInstance, StatementType, VARCHAR } from "@duckdb/node-api"

const quote = (text) => `'${text.replaceAll("'", "''")}'`
const send = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`)
let connection
let busy = 0
let stopping

async function open(what) {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: "512MB",
    threads: "2",
    temp_directory: "",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  })
  connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  if (what.folder) {
    await connection.run("ATTACH ':memory:' AS source")
    await connection.run(`SET allowed_directories = [${quote(`${what.folder}/`)}]`)
  } else await connection.run(`ATTACH ${quote(what)} AS source (TYPE duckdb, READ_ONLY)`)
  await connection.run("SET enable_external_access = false")
  await connection.run("SET lock_configuration = true")
}

async function prepare(statements) {
  for (const statement of statements) await connection.run(statement)
}

async function query(text, values) {
  // The second statement of a text would go unseen: there is only ever one.
  const prepared = await connection.extractStatements(text)
  if (prepared.count !== 1) throw new Error("Parser Error: one statement at a time")
  const statement = await prepared.prepare(0)
  if (statement.statementType !== StatementType.SELECT) throw new Error("Permission Error: only reading")
  values.forEach((value, at) => {
    statement.bindValue(at + 1, value, VARCHAR)
  })
  return (await statement.runAndReadAll()).getRowsJson()
}

/** The engine's own class of error, and the few words in it that tell refusals apart; its text stays here. */
function kindOf(error) {
  const text = String(error?.message ?? error)
  if (/INTERRUPT/i.test(text)) return "interrupted"
  if (/not a valid DuckDB database/i.test(text)) return "not-duckdb"
  if (/version number|newer version|storage version|older version|serializ/i.test(text)) return "version"
  if (/encrypt/i.test(text)) return "encrypted"
  if (/(set|conflicting) lock/i.test(text)) return "locked"
  const told = /patchbay:([a-z]+)/.exec(text)?.[1]
  if (told) return told
  if (/magic bytes|footer|parquet/i.test(text) && /Invalid Input|IO Error|Serialization|TProtocol/i.test(text)) return "parquet"
  if (/not utf-?8|unicode/i.test(text)) return "encoding"
  if (/CSV Error|sniff/i.test(text)) return "csv"
  if (/Malformed JSON/i.test(text)) return "json"
  return /^([A-Za-z]+(?: [A-Za-z]+)?) Error/.exec(text)?.[1]?.toLowerCase() ?? "unknown"
}

/** The engine forgets an interrupt that comes while it still prepares: it is told until it has heard. */
function interrupt() {
  if (busy === 0) return
  connection?.interrupt()
  stopping ??= setInterval(() => connection?.interrupt(), 50)
}

function settled() {
  busy--
  if (busy > 0) return
  clearInterval(stopping)
  stopping = undefined
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  if (asked.interrupt) interrupt()
  else {
    busy++
    const answer = asked.open ? open(asked.open) : asked.prepare ? prepare(asked.prepare) : query(asked.query, asked.values)
    answer
      .then(
        (rows) => send({ id: asked.id, rows: rows ?? [] }),
        (error) => send({ id: asked.id, kind: kindOf(error) }),
      )
      .finally(settled)
  }
}
process.exit(0)
