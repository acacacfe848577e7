import "server-only"
import { and, desc, eq, isNull, sql } from "drizzle-orm"
import { connections, replacements, users } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command, query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { ReplacementId } from "@/lib/base/ids"
import { findConnection } from "@/lib/connections/find"
import { type DependentRef, dependentRef } from "@/lib/impact/model"
import { demandImpact } from "@/lib/impact/of"
import { candidatesFor, type ReplacementView, undoneReplacement } from "./model"
import { moveBack } from "./move"
import { needsOf } from "./needs"
import { lockBoth } from "./replace"

const mine = ({ organizationId }: Context, id: ReplacementId) =>
  and(eq(replacements.organizationId, organizationId), eq(replacements.id, id))

/** Back to where it was, while both connections live. What somebody has changed since stays with its change. */
export const undoReplacement = command("replacement.undo", undoneReplacement, async (ctx, { replacementId, token }) => {
  const { db } = ctx
  const [found] = await db.select().from(replacements).where(mine(ctx, replacementId)).for("update")
  if (!found) throw new AppError("not_found", "There is no such replacement.")
  await lockBoth(ctx, found.fromId, found.toId)
  const from = await findConnection(ctx, found.fromId, "replace")
  const to = await findConnection(ctx, found.toId, "view")
  if (found.undoneAt) throw new AppError("conflict", "This replacement was undone already.")
  if (from.lifecycle !== "live" || to.lifecycle !== "live")
    throw new AppError("conflict", "A replacement can be undone while both connections are in use. Restore the disconnected one first.")
  const moves = found.moved.map(({ kind, id }): DependentRef => dependentRef.parse({ kind, id }))
  await demandImpact(ctx, [{ kind: "replace", connectionId: to.id, by: from.id, moves }], token)
  const present = new Map((await needsOf(ctx, to.id, { lock: true })).map((need) => [`${need.kind} ${need.id}`, need]))
  let back = 0
  for (const one of found.moved) if (await moveBack(ctx, one, present.get(`${one.kind} ${one.id}`), from.id)) back++
  await db
    .update(replacements)
    .set({ undoneAt: now().toISOString(), undoneBy: personOf(ctx).userId })
    .where(mine(ctx, replacementId))
  const left = found.moved.length - back
  return { id: from.id, back, left, audit: { from: from.name, to: to.name, back, left } }
})

/** Those that can still be undone, the newest first. */
export const listReplacements = query("replacement.list", candidatesFor, async (ctx, { connectionId }): Promise<ReplacementView[]> => {
  await findConnection(ctx, connectionId, "replace")
  const found = await ctx.db
    .select({
      id: replacements.id,
      by: { id: connections.id, name: connections.name },
      moves: sql<
        DependentRef[]
      >`(select json_agg(json_build_object('kind', m->>'kind', 'id', m->>'id')) from jsonb_array_elements(${replacements.moved}) m)`,
      movedBy: users.name,
      createdAt: replacements.createdAt,
    })
    .from(replacements)
    .innerJoin(connections, and(eq(connections.organizationId, replacements.organizationId), eq(connections.id, replacements.toId)))
    .innerJoin(users, eq(users.id, replacements.movedBy))
    .where(
      and(
        eq(replacements.organizationId, ctx.organizationId),
        eq(replacements.fromId, connectionId),
        isNull(replacements.undoneAt),
        eq(connections.lifecycle, "live"),
      ),
    )
    .orderBy(desc(replacements.createdAt))
    .limit(20)
  return found
})
