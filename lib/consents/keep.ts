import "server-only"
import { and, eq, isNull } from "drizzle-orm"
import { reconnectLinks } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { now } from "@/lib/base/clock"
import type { ConnectionId, RunId } from "@/lib/base/ids"
import { findConnection } from "@/lib/connections/find"
import { keepNew } from "@/lib/connections/keep-new"
import { requireMayConnect } from "@/lib/connections/may-connect"
import type { Access } from "@/lib/connections/model"
import { keepSecret } from "@/lib/connections/reauthenticate"
import { manifestOf } from "@/lib/connectors/manifests"
import type { Destination } from "@/lib/organizations/model"
import type { Standing } from "./finish"

/** The form whose draft ends when its connection is made. */
export const wizardForm = "new-connection"

export type Begun = { id?: ConnectionId; runId?: RunId }
export type Kept = {
  wanted: {
    connectionId: ConnectionId
    destination: string
    name: string
    description: string
    settings: Record<string, unknown>
    access: Access
    use?: Destination
    entrance: "connection" | "authorization" | "job"
  }
}

/** The code is sealed beside the sealed verifier. The worker redeems both before it looks at the platform for the first time. */
export function keepBrought(ctx: Context, consent: Standing, code: string): Promise<Begun> {
  const { method, redirectUri, sealedVerifier: held } = consent
  const secret = { method, consent: { code, redirectUri, held } }
  return consent.connectionId ? again(ctx, consent.connectionId, secret) : anew(ctx, consent, secret)
}

async function anew(ctx: Context, { platform, method, ...consent }: Standing, secret: Record<string, unknown>) {
  requireMayConnect(ctx)
  const { connectionId: id, destination, settings, name, description, access, use } = consent.wanted as Kept["wanted"]
  const input = { platform, method, name, description, access, destination: use }
  const { audit, ...made } = await keepNew(ctx, { input, manifest: manifestOf(platform), settings, destination, id, secret })
  await record(ctx, { verb: "connection.create", subject: id, detail: audit })
  return made
}

async function again(ctx: Context, connectionId: ConnectionId, secret: Record<string, unknown>) {
  const found = await findConnection(ctx, connectionId, "reauthenticate", { lock: true })
  const { audit, ...promised } = await keepSecret(ctx, found, { secret })
  await record(ctx, { verb: "connection.reauthenticate", subject: connectionId, detail: audit })
  // Whoever was asked for it by a link has done what the link asks.
  const asked = and(
    eq(reconnectLinks.organizationId, ctx.organizationId),
    eq(reconnectLinks.connectionId, connectionId),
    eq(reconnectLinks.ownerId, personOf(ctx).userId),
    isNull(reconnectLinks.usedAt),
    isNull(reconnectLinks.revokedAt),
  )
  await ctx.db.update(reconnectLinks).set({ usedAt: now().toISOString() }).where(asked)
  return promised
}
