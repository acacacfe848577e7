import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { closePools, type House, pool, world } from "@/test/world"
import { listConnections } from "./list"
import { connectionFilter } from "./model"
import { listStatement } from "./page"
import { sorts } from "./states"

afterAll(() => closePools())

const fill = (house: House, count: number) =>
  within(house.as("owner"), ({ db }) =>
    db.execute(sql`
      insert into connections (organization_id, id, platform, method, name, settings, destination, locator, owner_id, status, schema_refreshed_at, created_at)
      select ${house.id}, 'con_' || replace(gen_random_uuid()::text, '-', ''), (array['postgres', 'mysql', 'duckdb'])[1 + i % 3], 'password', 'Cloud ' || i, '{}', 'd', 'host' || i % 97 || '/db',
        ${house.people.owner}, (array['Active', 'Inactive', 'Processing', 'Deprecated'])[1 + i % 4], case when i % 5 > 0 then now() - i * interval '1 minute' end, now() - i * interval '1 second'
      from generate_series(1, ${count}) i`),
  )

/** Organizations with a connection each: the more there are, the smaller an average one looks to the planner. */
const neighbours = (house: House, count: number) =>
  within(house.as("owner"), ({ db }) =>
    db.execute(
      sql.raw(`do $$ declare o text; begin
        for i in 1..${count} loop
          o := 'org_' || replace(gen_random_uuid()::text, '-', '');
          perform set_config('app.organization_id', o, true);
          insert into organizations (id, slug, name) values (o, o, 'Small');
          insert into connections (organization_id, id, platform, method, name, settings, destination, locator, owner_id)
          values (o, 'con_' || replace(gen_random_uuid()::text, '-', ''), 'postgres', 'password', 'Only', '{}', 'd', 'l', '${house.people.owner}');
        end loop; end $$`),
    ),
  )

test("with 10,000 rows every page comes from an index: one statement, no sequential scan, no sort of them all", () =>
  world(async ({ home }) => {
    await fill(home, 10_000)
    await neighbours(home, 500)
    await pool("owner").sql`analyze connections`
    for (const sort of sorts)
      for (const direction of ["asc", "desc"] as const)
        for (const filter of [{}, { status: ["Active"] }, { source: "mysql" }, { q: "Cloud 1" }]) {
          const ctx = home.as("owner")
          const asked = connectionFilter.parse({ sort, direction, ...filter })
          const first = await listConnections(ctx, { sort, direction, ...filter } as never)
          expect([first.total, first.more]).toEqual([1_000, true])
          const { statement } = listStatement(ctx, { ...asked, after: first.next ?? undefined }, sql`true`)
          const plan = await within(ctx, ({ db }) => db.execute(sql`explain (analyze, format json) ${statement}`))
          const text = JSON.stringify(plan[0])
          const scans = [...text.matchAll(/"Node Type":"([^"]+)"[^{}]*?"Relation Name":"connections"/g)].map(([, node]) => node)
          expect([sort, direction, filter, scans.filter((node) => !node?.includes("Index"))]).toEqual([sort, direction, filter, []])
          expect(scans.length).toBeGreaterThanOrEqual(2)
        }
  }))
