import "server-only"
import { and, eq, gt, isNull } from "drizzle-orm"
import * as z from "zod"
import { reconnectLinks } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { notify } from "@/lib/notices/notify"
import { hashOf, newToken } from "@/lib/sessions/token"
import { type Found, findConnection } from "./find"
import { connectionRef } from "./model"

/** Asks the owner of a connection for new credentials: a way to the form, for that person alone. It shows no secret and opens nothing. */
export const sendReconnectLink = command("connection.sendReconnectLink", connectionRef, async (ctx, { connectionId }) => {
  const found = await findConnection(ctx, connectionId, "sendReconnectLink", { lock: true })
  const link = await inviteToReconnect(ctx, found)
  return { id: connectionId, expiresAt: link.expiresAt, audit: { name: found.name, to: found.ownerId } }
})

/** A second link takes the place of the first. */
export async function inviteToReconnect(ctx: Context, { id, name, ownerId, lifecycle }: Found): Promise<{ expiresAt: string }> {
  const { db, organizationId } = ctx
  const { userId, name: by } = personOf(ctx)
  if (lifecycle !== "live") throw new AppError("conflict", "This connection is disconnected. Restore it first, then send the link.")
  await revokeLinks(ctx, id)
  const token = newToken()
  const linkId = newId("rcl")
  const expiresAt = new Date(now().getTime() + times.reconnectLink).toISOString()
  await db
    .insert(reconnectLinks)
    .values({ organizationId, id: linkId, connectionId: id, tokenHash: hashOf(token), ownerId, sentBy: userId, expiresAt })
  await notify(ctx, [ownerId], {
    tone: "warn",
    title: `${by} asks you to reconnect ${name}.`,
    body: "Open the link and enter new credentials. It works once, for you alone, for seven days.",
    path: `reconnect/${token}`,
    connectionId: id,
    once: `reconnect ${linkId}`,
  })
  return { expiresAt }
}

export const revokeReconnectLink = command("connection.revokeReconnectLink", connectionRef, async (ctx, { connectionId }) => {
  const found = await findConnection(ctx, connectionId, "sendReconnectLink", { lock: true })
  const revoked = await revokeLinks(ctx, connectionId)
  if (revoked === 0) throw new AppError("conflict", "There is no link that could still be used.")
  return { id: connectionId, audit: { name: found.name } }
})

const open = ({ organizationId }: Context) =>
  and(
    eq(reconnectLinks.organizationId, organizationId),
    isNull(reconnectLinks.usedAt),
    isNull(reconnectLinks.revokedAt),
    gt(reconnectLinks.expiresAt, now().toISOString()),
  )

async function revokeLinks(ctx: Context, connectionId: ConnectionId): Promise<number> {
  const revoked = await ctx.db
    .update(reconnectLinks)
    .set({ revokedAt: now().toISOString() })
    .where(and(open(ctx), eq(reconnectLinks.connectionId, connectionId)))
    .returning({ id: reconnectLinks.id })
  return revoked.length
}

export const reconnectToken = z.strictObject({ token: z.string().max(100) })

/** The link that this token is, if it still stands and was sent to this person. Everything else does not exist. */
export async function standingLink(ctx: Context, token: string) {
  const [link] = await ctx.db
    .select({ id: reconnectLinks.id, connectionId: reconnectLinks.connectionId })
    .from(reconnectLinks)
    .where(and(open(ctx), eq(reconnectLinks.tokenHash, hashOf(token)), eq(reconnectLinks.ownerId, personOf(ctx).userId)))
    .for("update")
  if (!link)
    throw new AppError("not_found", "This link was used, has ended, was taken back, or was sent to somebody else. Ask for a new one.")
  return link
}

/** The one that still stands, for those who sent it. */
export async function openLink(ctx: Context, connectionId: ConnectionId): Promise<{ expiresAt: string } | null> {
  const [found] = await ctx.db
    .select({ expiresAt: reconnectLinks.expiresAt })
    .from(reconnectLinks)
    .where(and(open(ctx), eq(reconnectLinks.connectionId, connectionId)))
    .limit(1)
  return found ?? null
}
