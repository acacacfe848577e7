import { startCluster } from "/work/main/scripts/cluster"
import postgres from "postgres"
const dir = process.argv[2]!
const t = performance.now()
const c = await startCluster({ dir, port: Number(process.argv[3] ?? 54777), log: console.log })
const sql = postgres(c.url("postgres"), { max: 1 })
console.log(c.port, c.data, Math.round(performance.now() - t), "ms", (await sql`select version(), inet_server_addr(), current_setting('data_checksums') s`)[0])
await sql.unsafe("create table if not exists t(n int)"); await sql.unsafe("insert into t values(1)")
console.log("rows", (await sql`select count(*)::int from t`)[0])
await sql.end()
if (process.argv[4] === "stop") await c.stop()
if (process.argv[4] === "destroy") await c.destroy()
