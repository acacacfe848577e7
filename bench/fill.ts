import { sql } from "drizzle-orm"
import { type House, pool } from "../test/world"

/** Gives an organization so many connections, shared with teams as they are in life. */
export async function fill({ id, people, teams }: House, count: number) {
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
