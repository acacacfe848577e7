import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import postgres from "postgres"
import { readers } from "./demo/readers"

const home = resolve(process.env.PATCHBAY_HOME || join(import.meta.dirname, "..", ".data"))
const { values, positionals } = parseArgs({ allowPositionals: true, options: { database: { type: "string", default: "business_cloud" } } })

/** Runs a statement in one of the demo's databases as its administrator: what a data owner would do with their own tools. */
async function main() {
  const path = join(home, "demo-pg", "cluster.json")
  if (!existsSync(path)) throw new Error(`There is no demo database in ${home}. Start Patchbay once with npm start.`)
  const { port, password } = JSON.parse(readFileSync(path, "utf8")) as { port: number; password: string }
  if (positionals.length === 0) return explain(port)
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database: values.database,
    max: 1,
    connect_timeout: 5,
    onnotice() {},
  })
  try {
    const rows = await sql.unsafe(positionals.join(" "))
    if (rows.length > 0) console.table(rows.slice(0, 50))
    else console.log(`${rows.command ?? "Done"}, in ${values.database}`)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

function explain(port: number) {
  console.log(`The demo's databases answer on 127.0.0.1, port ${port}, without encryption. Users that may only read:\n`)
  console.table(readers.map(({ database, role, password }) => ({ database, user: role, password })))
  console.log('Run a statement as their administrator:  npm run demo:sql -- "GRANT USAGE ON SCHEMA sales TO business_partial"')
  console.log('In another database:                     npm run demo:sql -- --database consumer_cloud "SELECT count(*) FROM crm.customers"')
}

main().catch((error: Error & { code?: string }) => {
  console.error(error.code === "ECONNREFUSED" ? "The demo database does not run. Start Patchbay with npm start." : error.message)
  process.exitCode = 1
})
