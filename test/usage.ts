import { sql } from "drizzle-orm"
import { usageHours } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { usageOf } from "@/lib/usage/find"
import type { UsageAsked } from "@/lib/usage/model"
import type { Usage } from "@/lib/usage/states"
import { aSource, aSourceConnection, type Source } from "./source"
import { closePools, type House, world } from "./world"

let source: Source | undefined
export const usedSource = async () => {
  source ??= await aSource()
  return source
}
export async function endUsage() {
  shiftClock(0)
  await source?.drop()
  await closePools()
}

/** A connection of the admin's, and the time that it is. */
export async function aConnection(story: (house: House, id: ConnectionId, elsewhere: House) => Promise<void>, at?: string) {
  const used = await usedSource()
  await world(async ({ home, elsewhere }) => {
    const id = await aSourceConnection(home, used)
    if (at) shiftClock(Date.parse(at) - Date.now())
    await story(home, id, elsewhere)
  })
}

type Hour = { hour: string; requests: number; failures?: number; latencyMs?: number }
export const fill = (house: House, connectionId: ConnectionId, hours: readonly Hour[]) =>
  within(house.worker(), ({ db }) =>
    db.insert(usageHours).values(hours.map((hour) => ({ organizationId: house.id, connectionId, failures: 0, latencyMs: 0, ...hour }))),
  )
/** One request in every hour of two years, and a different number of failures in each. */
export const fillAll = (house: House, id: ConnectionId, until: string) =>
  within(house.worker(), ({ db }) =>
    db.execute(sql`insert into usage_hours (organization_id, connection_id, hour, requests, failures, latency_ms)
      select ${house.id}, ${id}, h, 1 + extract(epoch from h)::bigint / 3600 % 97, extract(epoch from h)::bigint / 3600 % 13, extract(epoch from h)::bigint / 3600 % 1009
      from generate_series(${until}::timestamptz - interval '800 days', ${until}::timestamptz, interval '1 hour') h`),
  )

export const ask = async (
  house: House,
  connectionId: ConnectionId,
  asked: Partial<UsageAsked> = {},
  who: "owner" | "admin" = "admin",
): Promise<Usage> => {
  const answer = await usageOf(house.as(who), { connectionId, ...asked })
  if (!answer.metrics) throw new Error("it has metrics")
  return answer
}
