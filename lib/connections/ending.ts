import "server-only"
import { and, eq, gt, lte } from "drizzle-orm"
import { connections } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { keepersOf, notify } from "@/lib/notices/notify"
import type { State } from "./examine"

const dayOf = (at: string) => new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })

/** Once the day that its maker set is past, a key counts as expired, whatever the source still says; before, nothing follows from it. */
export function expired(endsAt: string | null | undefined): State | undefined {
  if (!endsAt || Date.parse(endsAt) > now().getTime()) return undefined
  const reason = `The key expired on ${dayOf(endsAt)}. Its owner can reauthenticate.`
  return { status: "Inactive", statusReason: reason, health: "Unhealthy", healthReason: reason }
}

/** Days before the end at which people are told, the nearest first. */
const marks = [1, 7, 30] as const

/** The clock's part: owner and keepers hear of an end that comes near, once at each mark. */
export async function tellOfEnds(ctx: Context): Promise<number> {
  const at = now()
  const within = new Date(at.getTime() + Math.max(...marks) * times.day).toISOString()
  const { credentialExpiresAt } = connections
  const near = await ctx.db
    .select({ id: connections.id, name: connections.name, ownerId: connections.ownerId, endsAt: credentialExpiresAt })
    .from(connections)
    .where(
      and(
        eq(connections.organizationId, ctx.organizationId),
        eq(connections.lifecycle, "live"),
        gt(credentialExpiresAt, at.toISOString()),
        lte(credentialExpiresAt, within),
      ),
    )
  const keepers = near.length > 0 ? await keepersOf(ctx) : []
  for (const { id, name, ownerId, endsAt } of near) {
    if (!endsAt) continue
    const left = (Date.parse(endsAt) - at.getTime()) / times.day
    const mark = marks.find((days) => left <= days)
    await notify(ctx, [ownerId, ...keepers], {
      tone: mark === 1 ? "bad" : "warn",
      title: `The key of ${name} ends ${left <= 1 ? "within a day" : `in ${Math.ceil(left)} days`}.`,
      body: `It ends on ${dayOf(endsAt)}. Its owner can reauthenticate before that, and nothing stops.`,
      path: `connections/${id}`,
      connectionId: id,
      once: `ends ${id} ${endsAt} ${mark}`,
    })
  }
  return near.length
}
