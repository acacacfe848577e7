// The connections list: statements per request, the plan, and the median at 100,000 rows against that at 10,000. Run: npm run bench:list
import { sql } from "drizzle-orm"
import { within } from "@/lib/access/within"
import { listConnections } from "@/lib/connections/list"
import { connectionFilter } from "@/lib/connections/model"
import { listStatement } from "@/lib/connections/page"
import { setup, teardown } from "../test/setup"
import { closePools, type House, world } from "../test/world"
import { fill } from "./fill"
import { median } from "./measure"

const clients = 16
const rounds = 40
const shapes = [
  { sort: "name" },
  { sort: "created", direction: "desc" },
  { sort: "refreshed", direction: "desc" },
  { sort: "status", status: "Inactive" },
  { sort: "name", status: "Active", source: "postgres" },
] as const

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
