import "server-only"
import { and, desc, eq, sql } from "drizzle-orm"
import { credentials, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { openLink } from "./reconnect-link"
import { supersededLast } from "./undo-reauthentication"

/** "Set on, by whom"; never a character of the secret. */
export type CredentialView = {
  version: number
  state: string
  createdAt: string
  createdBy: string
  expiresAt: string | null
  /** Until when the one from before can be had back. */
  undoUntil: string | null
  /** What its owner was sent and has not used. */
  reconnectLink: { expiresAt: string } | null
}

/** What is in use, or was submitted last. */
export async function credentialView(ctx: Context, connectionId: ConnectionId): Promise<CredentialView | null> {
  const { db, organizationId } = ctx
  const before = await supersededLast(ctx, connectionId)
  const undoUntil = before?.supersededAt ? new Date(Date.parse(before.supersededAt) + times.supersededKept).toISOString() : null
  const [found] = await db
    .select({
      version: credentials.version,
      state: credentials.state,
      createdAt: credentials.createdAt,
      createdBy: users.name,
      expiresAt: credentials.expiresAt,
    })
    .from(credentials)
    .innerJoin(users, eq(users.id, credentials.createdBy))
    .where(and(eq(credentials.organizationId, organizationId), eq(credentials.connectionId, connectionId)))
    .orderBy(sql`${credentials.state} <> 'current'`, desc(credentials.version))
    .limit(1)
  return found ? { ...found, undoUntil, reconnectLink: await openLink(ctx, connectionId) } : null
}
