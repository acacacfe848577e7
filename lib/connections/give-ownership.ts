import "server-only"
import { sql } from "drizzle-orm"
import { connections, memberships } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { idOf, type UserId } from "@/lib/base/ids"
import { impactToken } from "@/lib/impact/model"
import { demandImpact } from "@/lib/impact/of"
import { findMember, memberIs } from "@/lib/members/find"
import { notify } from "@/lib/notices/notify"
import { type Found, findConnection, mine } from "./find"
import { connectionRef } from "./model"

const givenOwnership = connectionRef.extend({ userId: idOf("usr"), token: impactToken })

/** Another member owns it from now on: they alone reauthenticate it. What was private is private to them. */
export const giveOwnership = command("connection.giveOwnership", givenOwnership, async (ctx, { connectionId, userId, token }) => {
  const found = await findConnection(ctx, connectionId, "giveOwnership", { lock: true })
  await demandImpact(ctx, [{ kind: "give ownership", connectionId, userId }], token)
  const to = await giveTo(ctx, found, userId)
  return { id: connectionId, audit: { name: found.name, from: found.ownerId, to: userId, toName: to } }
})

/** The connection is locked. Answers the name of the new owner, who cannot leave before this is done. */
export async function giveTo(ctx: Context, { id, name, ownerId }: Found, userId: UserId): Promise<string> {
  if (userId === ownerId) throw new AppError("conflict", "This person owns the connection already. Choose another.")
  await ctx.db.select({ id: memberships.id }).from(memberships).where(memberIs(ctx, userId)).for("share")
  const member = await findMember(ctx, userId)
  await ctx.db
    .update(connections)
    .set({ ownerId: userId, version: sql`${connections.version} + 1`, updatedAt: sql`now()` })
    .where(mine(ctx, id))
  const { userId: own, name: by } = personOf(ctx)
  const about = { tone: "info" as const, path: `connections/${id}`, connectionId: id, once: `owner ${id} ${crypto.randomUUID()}` }
  const told = (one: UserId) => (one === own ? [] : [one])
  await notify(ctx, told(userId), {
    ...about,
    title: `${name} is yours now.`,
    body: `${by} gave it to you: you reauthenticate it and decide who uses it.`,
  })
  await notify(ctx, told(ownerId), { ...about, title: `${name} belongs to ${member.name} now.`, body: `${by} gave it to them.` })
  return member.name
}
