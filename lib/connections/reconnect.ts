import "server-only"
import { and, eq } from "drizzle-orm"
import { reconnectLinks } from "@/db/schema"
import { command, query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { findConnection } from "./find"
import { newSecret, submitSecret } from "./reauthenticate"
import { reconnectToken, standingLink } from "./reconnect-link"

/** What the form must know: which connection, and how it signs in. Looking uses nothing up. */
export const lookAtReconnectLink = query("connection.lookAtReconnectLink", reconnectToken, async (ctx, { token }) => {
  const { connectionId } = await standingLink(ctx, token)
  const { id, name, platform, method, locator, lifecycle } = await findConnection(ctx, connectionId, "reauthenticate")
  return { id, name, platform, method, locator, live: lifecycle === "live" }
})

/** New credentials by way of a link: the link is used up in the same transaction. */
export const reconnect = command("connection.reconnect", reconnectToken.extend(newSecret.shape), async (ctx, { token, ...input }) => {
  const link = await standingLink(ctx, token)
  const found = await findConnection(ctx, link.connectionId, "reauthenticate", { lock: true })
  const promised = await submitSecret(ctx, found, input)
  await ctx.db
    .update(reconnectLinks)
    .set({ usedAt: now().toISOString() })
    .where(and(eq(reconnectLinks.organizationId, ctx.organizationId), eq(reconnectLinks.id, link.id)))
  return { ...promised, audit: { ...promised.audit, link: link.id } }
})
