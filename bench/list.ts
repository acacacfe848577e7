// The connections list: statements per request, the plan, and the median at 100,000 rows against that at 10,000. Run: npm run bench:list
import { sql } from "drizzle-orm"
import { within } from "@/lib/access/within"
import { listConnections } from "@/lib/connections/list"
import { connectionFilter } from "@/lib/connections/model"
import { listStatement } from "@/lib/connections/page"
import { setup, teardown } from "../test/setup"
import { closePools, type House, pool, world } from "../test/world"

const clients = 16
const rounds = 40
const shapes = [
  { sort: "name" },
  { sort: "created", direction: "desc" },
  { sort: "refreshed", direction: "desc" },
  { sort: "status", status: "Inactive" },
  { sort: "name", status: "Active", source: "postgres" },
] as const

async function fill({ id, people, teams }: House, count: number) {
  const { db } = pool("owner")
  await db.execute(sql`alter table connections disable trigger tell`)
  await db.execute(sql`alter table grants disable trigger tell`)
  await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.organization_id', ${id}, true)`)
    await tx.execute(sql`
      insert into connections (organization_id, id, platform, method, name, settings, destination, locator, owner_id, status, created_at, schema_refreshed_at)
      select ${id}, 'con_' || md5(${id} || n), (array['postgres', 'mysql', 'duckdb'])[1 + n % 3], 'password', 'Connection ' || md5(n::text), '{}', 'x', 'host/' || n,
        ${people.owner}, (array['Active', 'Active', 'Active', 'Inactive', 'Processing'])[1 + n % 5], now() - n * interval '1 minute', now() - (n * 7 % 9999) * interval '1 minute'
      from generate_series(1, ${count}::int) n`)
    await tx.execute(sql`
      insert into grants (organization_id, id, connection_id, principal, principal_id, created_by)
      select ${id}, 'gra_' || md5(${id} || n), 'con_' || md5(${id} || n), case when n % 4 = 0 then 'team' else 'all teams' end,
        case when n % 4 = 0 then ${teams.consumer} end, ${people.owner} from generate_series(1, ${count}::int) n`)
  })
  await db.execute(sql`alter table connections enable trigger tell`)
  await db.execute(sql`alter table grants enable trigger tell`)
  await db.execute(sql`analyze connections, grants`)
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Milliseconds of each request, `clients` at a time. */
async function measure(house: House, shape: (typeof shapes)[number]): Promise<number[]> {
  const times: number[] = []
  const ctx = house.as("admin")
  const client = async () => {
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      await listConnections(ctx, shape)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return times
}

async function plan(house: House, shape: (typeof shapes)[number]): Promise<string> {
  return within(house.as("admin"), async (inside) => {
    const { statement } = listStatement(inside, connectionFilter.parse(shape), sql`true`)
    const rows = await inside.db.execute<{ "QUERY PLAN": string }>(sql`explain ${statement}`)
    return rows.map((row) => row["QUERY PLAN"]).join("\n")
  })
}

await setup()
try {
  await world(async ({ home, elsewhere }) => {
    await fill(home, 10_000)
    await fill(elsewhere, 100_000)
    console.log(`${clients} clients, ${rounds} requests each, median milliseconds`)
    for (const shape of shapes) {
      await measure(home, shape)
      const [small, large] = [median(await measure(home, shape)), median(await measure(elsewhere, shape))]
      const scans = [await plan(home, shape), await plan(elsewhere, shape)].filter((text) =>
        /Seq Scan on (connections|grants|schema_tables|audiences)/.test(text),
      ).length
      console.log(
        `${JSON.stringify(shape).padEnd(60)} 10,000: ${small.toFixed(1)}  100,000: ${large.toFixed(1)}  ratio ${(large / small).toFixed(2)}  sequential scans ${scans}`,
      )
    }
  })
} finally {
  await closePools()
  await teardown()
}
process.exit(0)
