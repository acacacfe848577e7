import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import postgres from "postgres"
import type { ConnectionId } from "@/lib/base/ids"
import { refreshConnection } from "@/lib/connections/refresh"
import { closeBoss } from "@/lib/queue/boss"
import { serverFlags } from "../scripts/environment"
import { aSource, closeSources, connected, type TestSource } from "../test/sources"
import { closePools, type House, world } from "../test/world"
import { against, load, median, shell, timed } from "./measure"
import type { Answer, Question } from "./refresh-child"

const rounds = Number(process.env.BENCH_ROUNDS) || 7
const [schemas, tablesEach, changedEach] = [20, 500, 5]
// Decision 5 of the connectors' plan: the whole catalogue, a row a column.
const catalogue = `SELECT c.oid, n.nspname, c.relname, c.relkind::text, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r','v','m','p','f') AND n.nspname NOT IN ('pg_catalog','information_schema')`

const types = ["bigint", "text", "timestamptz", "numeric(10,2)", "boolean", "varchar(80)", "date", "jsonb", "integer", "double precision"]
const columns = Array.from({ length: 20 }, (_, at) => `column_${at} ${types[at % types.length]}`).join(", ")

/** A catalogue of the right size, readable by its login, and settled: its statistics are there and nothing vacuums it meanwhile. */
async function fill({ admin, database }: TestSource) {
  await admin.unsafe("drop table customers, orders")
  for (let schema = 0; schema < schemas; schema++)
    await admin.unsafe(`
      create schema area_${schema}; grant usage on schema area_${schema} to ${database};
      do $$ begin for n in 1..${tablesEach} loop execute format('create table area_${schema}.relation_%s (${columns})', n); end loop; end $$;
      grant select on all tables in schema area_${schema} to ${database}`)
  await admin.unsafe("vacuum analyze")
}

/** One in a hundred tables gets another definition. */
async function change({ admin }: TestSource, round: number) {
  const act = round % 2 !== 0 ? "set" : "drop"
  for (let schema = 0; schema < schemas; schema++)
    await admin.unsafe(
      `do $$ begin for n in 1..${changedEach} loop execute format('alter table area_${schema}.relation_%s alter column_0 ${act} not null', n * 7); end loop; end $$`,
    )
}

/** The process that refreshes: started as the worker is, with what the worker has loaded. */
async function refresher(house: House) {
  const child = fork(join(import.meta.dirname, "refresh-child.ts"), {
    execArgv: serverFlags,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
  const died = once(child, "exit").then(([code]) => Promise.reject(new Error(`the refreshing process ended (${code})`)))
  died.catch(() => {})
  const ask = async (question: Question): Promise<Answer> => {
    child.send(question)
    return ((await Promise.race([once(child, "message"), died])) as [Answer])[0]
  }
  let peak = 0
  return {
    async refresh(connectionId: ConnectionId): Promise<number> {
      const { runId } = await refreshConnection(house.as("owner"), { connectionId })
      const answer = await ask({ organizationId: house.id, connectionId, runId })
      peak = answer.peakMb
      return answer.ms
    },
    peak: () => peak,
    close: () => child.disconnect(),
  }
}

async function run(house: House) {
  const source = await aSource()
  await fill(source)
  const from = new URL(process.env.TEST_SOURCE_ADMIN_URL ?? "")
  Object.assign(from, { username: source.keys.user, password: source.keys.password, pathname: `/${source.database}` })
  const into = process.env.TEST_OWNER_URL ?? ""
  const own = postgres(into, { max: 1, onnotice() {} })
  await own.unsafe(
    "create table floor (oid oid, nspname name, relname name, relkind text, attnum smallint, attname name, type text, attnotnull boolean, atthasdef boolean)",
  )
  const env = { FROM: from.href, INTO: into, Q: `COPY (${catalogue}) TO STDOUT` }
  const { refresh, peak, close } = await refresher(house)
  const times = { floor: [] as number[], read: [] as number[], first: [] as number[], unchanged: [] as number[], changed: [] as number[] }
  console.log(`${schemas * tablesEach} tables x 20 columns, ${rounds} rounds, ${load()}; milliseconds`)
  for (let round = -1; round < rounds; round++) {
    const connectionId = await connected(house, house.as("owner"), source)
    await own.unsafe("truncate floor")
    const floor = await timed(() => shell(`psql -Xq "$FROM" -c "$Q" | psql -Xq "$INTO" -c "COPY floor FROM STDIN"`, env))
    const first = await refresh(connectionId)
    const read = await timed(() => shell(`psql -Xq "$FROM" -c "$Q" > /dev/null`, env))
    const unchanged = await refresh(connectionId)
    await change(source, round)
    const changed = await refresh(connectionId)
    console.log(
      `${round < 0 ? "warm-up" : `round ${round + 1}`}: floor ${floor.toFixed(0)}  read ${read.toFixed(0)}  first ${first.toFixed(0)}  unchanged ${unchanged.toFixed(0)}  1% changed ${changed.toFixed(0)}`,
    )
    if (round >= 0)
      for (const [name, value] of Object.entries({ floor, read, first, unchanged, changed })) times[name as keyof typeof times].push(value)
  }
  const [floor, read] = [median(times.floor), median(times.read)]
  console.log(`medians: floor ${floor.toFixed(0)}  read ${read.toFixed(0)}`)
  console.log(`first / floor:        ${against(median(times.first) / floor, 4, "at most")}`)
  console.log(`unchanged / read:     ${against(median(times.unchanged) / read, 1.5, "at most")}`)
  console.log(`1% changed / read:    ${against(median(times.changed) / read, 2, "at most")}`)
  console.log(`1% changed / floor:   ${(median(times.changed) / floor).toFixed(2)}x`)
  console.log(`peak memory of the refreshing process: ${peak()} MB (under 350)`)
  close()
  await own.end()
}

export async function refreshRounds() {
  try {
    await world(({ home }) => run(home))
  } finally {
    await closeSources()
    await closeBoss()
    await closePools()
  }
}
