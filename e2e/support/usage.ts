import { createHash } from "node:crypto"
import postgres from "postgres"
import { ownDatabase } from "./installation"

/** The id that `foundOrganization` gives to the first connection of a platform. */
export const firstOf = (slug: string, platform: string) => `con_${createHash("md5").update(`org_${slug}${platform}1`).digest("hex")}`

/** Ninety days of requests, each hour another number, some of which failed, as the worker writes them. */
export async function fillHours(slug: string, connectionId: string) {
  const sql = postgres(ownDatabase("patchbay_worker"), { max: 1, onnotice() {} })
  await sql.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${`org_${slug}`}, true)`
    await tx`
      insert into usage_hours (organization_id, connection_id, hour, requests, failures, latency_ms)
      select ${`org_${slug}`}, ${connectionId}, hour, 1 + n % 41, case when n % 29 = 0 then 1 else 0 end, 100 * (1 + n % 41)
      from generate_series(0, 90 * 24) n cross join lateral (select date_trunc('hour', now()) - n * interval '1 hour' as hour) h`
  })
  await sql.end({ timeout: 5 })
}
