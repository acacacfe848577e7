import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import { connections, replacements } from "@/db/schema"
import type { Moved } from "@/db/schema/lifecycle"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { type ConnectionId, newId, type ReplacementId } from "@/lib/base/ids"
import { type Found, findConnection } from "@/lib/connections/find"
import { tell } from "@/lib/connections/tell"
import { demandImpact } from "@/lib/impact/of"
import { demandFitting, fitsOf, shownFits } from "./fits"
import { type Move, replacement } from "./model"
import { moveOne } from "./move"

/** Moves what leans on one connection to another, in one transaction: all that was chosen, or nothing (product.md, rule 8). */
export const replaceConnection = command("connection.replace", replacement, async (ctx, { connectionId, by, moves, token }) => {
  await lockBoth(ctx, connectionId, by)
  const from = await findConnection(ctx, connectionId, "replace")
  const to = await findConnection(ctx, by, "view")
  const chosen = moves.map(({ kind, id }) => ({ kind, id }))
  await demandImpact(ctx, [{ kind: "replace", connectionId, by, moves: chosen }], token)
  const { id, moved } = await moveAll(ctx, from, to, moves)
  const names = moved.map(({ kind, name }) => `${kind} ${name}`)
  return { id: connectionId, replacementId: id, moved: moved.length, audit: { from: from.name, to: to.name, by, moved: names } }
})

/** In one order, whoever replaces what by what: two people at once wait for each other instead of blocking each other. */
export const lockBoth = ({ db, organizationId }: Context, ...ids: ConnectionId[]) =>
  db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.organizationId, organizationId), inArray(connections.id, ids)))
    .orderBy(connections.id)
    .for("update")

/** Both are locked and found, and the effect was seen. What does not fit, or was moved by somebody else meanwhile, stops everything. */
export async function moveAll(
  ctx: Context,
  from: Found,
  to: Found,
  moves: readonly Move[],
): Promise<{ id: ReplacementId; moved: Moved[] }> {
  demandFitting(from, to)
  const found = await fitsOf(ctx, from, to, moves, { lock: true })
  const judged = new Map(found.judged.map((one) => [`${one.kind} ${one.id}`, one]))
  const chosen = moves.map(({ kind, id }) => judged.get(`${kind} ${id}`))
  const fitting = chosen.filter((one) => one?.becomes).map((one) => one!)
  if (fitting.length < moves.length) {
    const wrong = chosen.find((one) => one && !one.becomes)
    const message = wrong
      ? `${wrong.name} cannot be moved: ${wrong.why}. Look at it again, then replace.`
      : "Somebody else moved or removed one of these meanwhile. Look at it again, then replace."
    throw new AppError("conflict", message, {}, { ...shownFits(found) })
  }
  const moved: Moved[] = []
  for (const one of fitting) moved.push(await moveOne(ctx, one, to.id))
  const id = newId("rep")
  const { userId, name: by } = personOf(ctx)
  await ctx.db.insert(replacements).values({ organizationId: ctx.organizationId, id, fromId: from.id, toId: to.id, moved, movedBy: userId })
  await tell(ctx, from, "replaced", {
    but: userId,
    keepers: {
      tone: "info",
      title: `${by} replaced ${from.name} by ${to.name}.`,
      body: `${moved.length} of what leant on it go on with ${to.name}.`,
    },
  })
  return { id, moved }
}
