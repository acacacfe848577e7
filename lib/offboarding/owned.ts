import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import { connections } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { impactOf } from "@/lib/impact/of"
import { findMember } from "@/lib/members/find"
import { leavingMember, memberRef, type Owned, type OwnedConnection } from "@/lib/members/model"
import { heirOf, heirsOf, ownedBy } from "@/lib/members/owned-by"
import { actsOf, planFor } from "./settle"

/** What must be settled before a member goes, and by what it could be. Whoever may ask sees every connection. */
export const ownedByMember = query("member.owned", memberRef, async (ctx, { userId }): Promise<Owned> => {
  await findMember(ctx, userId)
  const owned = await ownedBy(ctx, userId)
  const people = await heirsOf(ctx, userId)
  const platforms = [...new Set(owned.map(({ platform }) => platform))]
  const { id, name, platform, organizationId, lifecycle, status } = connections
  const active = and(eq(organizationId, ctx.organizationId), eq(lifecycle, "live"), eq(status, "Active"))
  const fitting =
    platforms.length === 0
      ? []
      : await ctx.db
          .select({ id, name, platform })
          .from(connections)
          .where(and(active, inArray(platform, platforms)))
          .orderBy(connections.sortName)
          .limit(500)
  return {
    connections: owned.map((one) => ({
      ...one,
      lifecycle: one.lifecycle as OwnedConnection["lifecycle"],
      candidates: fitting.filter((other) => other.platform === one.platform && other.id !== one.id).map(({ id, name }) => ({ id, name })),
    })),
    people: people.map(({ userId, name }) => ({ userId, name })),
    heir: heirOf(ctx, people),
  }
})

/** What it takes from whom when a member goes, or becomes a marketer, and what they own is settled like this. */
export const previewLeaving = query("member.previewLeaving", leavingMember, async (ctx, { userId, settle, role }) => {
  const member = await findMember(ctx, userId)
  const plans = await planFor(ctx, member, settle)
  return impactOf(ctx, [...actsOf(plans), { kind: "member", userId, ...(role && { becomes: { role, leaves: [], joins: [] } }) }])
})
