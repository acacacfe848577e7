import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { connect } from "node:net"
import { type SQL, sql } from "drizzle-orm"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { tally } from "@/lib/connections/tally"
import { httpClient } from "@/lib/connectors/http"
import type { Dial } from "@/lib/connectors/meter"
import { usageOf } from "@/lib/usage/find"
import { seriesStatement } from "@/lib/usage/series"
import type { Granularity, Usage, Window } from "@/lib/usage/states"
import { closePools, type House, pool, world } from "../test/world"
import { fill } from "./fill"
import { against, load, median, timed } from "./measure"

const authorizations = 1_000
const hours = 2 * 365 * 24
const zone = "Europe/Berlin"
const rounds = Number(process.env.BENCH_ROUNDS ?? 41)
const shapes: [Window, Granularity][] = [
  ["24h", "hour"],
  ["7d", "hour"],
  ["30d", "day"],
  ["90d", "day"],
  ["90d", "week"],
  ["12m", "day"],
  ["12m", "month"],
]

export async function usageRounds() {
  await world(async ({ home }) => {
    await fill(home, authorizations)
    const id = await oneOf(home)
    console.log(`${rounds} rounds, medians in milliseconds, ${load()}`)
    if (process.env.BENCH_PART !== "counting") {
      await fillHours(home)
      for (const [window, granularity] of shapes) await compare(home, id, window, granularity)
    }
    await counting(home, id)
  })
  await closePools()
}

const asOwner = <T>(home: House, work: SQL) =>
  within({ ...home.as("owner"), db: pool("owner").db }, ({ db }) => db.execute(work)) as unknown as Promise<T[]>

async function oneOf(home: House): Promise<ConnectionId> {
  const found = await asOwner<{ id: ConnectionId }>(
    home,
    sql`select id from connections where organization_id = ${home.id} and platform = 'postgres' order by id offset ${Math.floor(authorizations / 6)} limit 1`,
  )
  if (!found[0]) throw new Error("no connection was made")
  return found[0].id
}

/** Hour after hour, as they come in life: the rows of one authorization lie far apart. The keys are made afterwards, as they were. */
async function fillHours(home: House): Promise<void> {
  const { db } = pool("owner")
  const owner = <T>(work: SQL) => asOwner<T>(home, work)
  const keys = await owner<{ name: string; def: string }>(
    sql`select conname as name, pg_get_constraintdef(oid) as def from pg_constraint where conrelid = 'usage_hours'::regclass and contype in ('p', 'f') order by contype`,
  )
  for (const { name } of keys) await db.execute(sql`alter table usage_hours drop constraint ${sql.identifier(name)}`)
  const step = 730
  for (let from = 0; from < hours; from += step)
    await owner(sql`
      insert into usage_hours (organization_id, connection_id, hour, requests, failures, latency_ms)
      select ${home.id}, c.id, h.hour, 1 + n % 97, n % 5, n % 1009
      from generate_series(${from}::int, ${Math.min(from + step, hours) - 1}::int) n
      cross join lateral (select date_trunc('hour', now()) - interval '2 years' + n * interval '1 hour' as hour) h
      cross join (select id from connections where organization_id = ${home.id}) c`)
  for (const { name, def } of keys.toReversed())
    await db.execute(
      sql`alter table usage_hours add constraint ${sql.identifier(name)} ${sql.raw(def)}${sql.raw(def.startsWith("FOREIGN") ? " not valid" : "")}`,
    )
  await db.execute(sql`vacuum analyze usage_hours`)
  const [size] = await owner<{ rows: string; heap: string; keys: string }>(
    sql`select to_char(reltuples, '999,999,999') as rows, pg_size_pretty(pg_relation_size('usage_hours')) as heap, pg_size_pretty(pg_indexes_size('usage_hours')) as keys from pg_class where oid = 'usage_hours'::regclass`,
  )
  console.log(`rows ${size?.rows}, table ${size?.heap}, keys ${size?.keys}; ${keys.map(({ def }) => def).join("; ")}`)
}

/** One range scan of all hours that the chart looks at, into the same buckets: no empty ones, no period apart, nothing aligned. */
const bare = (home: House, id: ConnectionId, { before, until }: Usage, granularity: Granularity) => sql`
  select date_trunc(${granularity}, hour, ${zone}) as bucket, sum(requests) as requests, sum(failures) as failures, sum(latency_ms) as latency_ms
  from usage_hours where organization_id = ${home.id} and connection_id = ${id} and hour >= ${before.from}::timestamptz and hour < ${until}::timestamptz
  group by 1 order by 1`

async function compare(home: House, id: ConnectionId, window: Window, granularity: Granularity) {
  const ctx = home.as("admin")
  const usage = await usageOf(ctx, { connectionId: id, window, granularity, zone })
  if (!usage.metrics || usage.granularity !== granularity) throw new Error("the chart shows something else")
  const chart = () => seriesStatement({ organizationId: home.id, connectionId: id }, { window, granularity, zone, now: new Date() })
  const times = { chart: [] as number[], bare: [] as number[] }
  await within(ctx, async ({ db }) => {
    for (let round = 0; round < rounds; round++) {
      times.bare.push(await timed(async () => db.execute(bare(home, id, usage, granularity))))
      times.chart.push(await timed(async () => db.execute(chart())))
    }
    const [mine, floor] = [median(times.chart), median(times.bare)]
    console.log(
      `\n${window} by ${granularity}: ${usage.points.length} buckets, chart ${mine.toFixed(2)}, bare ${floor.toFixed(2)}, ${against(mine / floor, 3, "at most")}`,
    )
    if (!(window === "12m" && granularity === "day")) return
    for (const statement of [chart(), bare(home, id, usage, granularity)]) {
      const plan = await db.execute<{ "QUERY PLAN": string }>(sql`explain (analyze, buffers, costs off) ${statement}`)
      console.log(plan.map((row) => row["QUERY PLAN"]).join("\n"))
    }
  })
}

/** A thousand requests to a server of this machine, with and without a meter on the way, turn by turn. */
async function counting(home: House, id: ConnectionId) {
  const server = createServer((_, response) => response.end("{}"))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const dial: Dial = async (host, at) => connect(at, host)
  const counted = tally(home.worker(), id)
  const signal = new AbortController().signal
  const clients = {
    plain: httpClient(dial, { signal }),
    counted: httpClient(
      Object.assign<Dial, Pick<Dial, "meter">>((...way) => dial(...way), { meter: counted.meter }),
      { signal },
    ),
  }
  const times = { plain: [] as number[], counted: [] as number[] }
  const ask = { url: `http://127.0.0.1:${port}/` }
  for (let call = 0; call < 1_200; call++)
    for (const which of call % 2 ? (["plain", "counted"] as const) : (["counted", "plain"] as const)) {
      const took = await timed(() => clients[which].ask(ask))
      if (call >= 200) times[which].push(took)
    }
  const write = await timed(() => counted.close())
  const [plain, metered] = [median(times.plain), median(times.counted)]
  console.log(
    `\n1,000 requests: ${plain.toFixed(3)} without, ${metered.toFixed(3)} with a meter, ${against(metered / plain, 1.05, "at most")}; the one write at the end ${write.toFixed(1)}; ${load()}`,
  )
  clients.plain.close()
  clients.counted.close()
  server.close()
}
