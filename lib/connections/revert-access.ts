import "server-only"
import { and, eq } from "drizzle-orm"
import { audit } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import { sameGrant } from "@/lib/impact/apply"
import type { AccessChange, Principal } from "@/lib/impact/model"
import { demandImpact } from "@/lib/impact/of"
import { type AccessLine, demandAccessRights, writeAccess } from "./access"
import { findConnection } from "./find"
import { revertedAccess } from "./model"
import { tellGranted } from "./tell-granted"

const changes = ["connection.changeAccess", "connection.revertAccess"]

/** What would take a change of access back: what it touched stands again as before. Null for any other line of the log. */
export function reversed(
  verb: string,
  subject: string,
  detail: Record<string, unknown>,
): { connectionId: ConnectionId; change: AccessChange } | null {
  if (!changes.includes(verb) || !Array.isArray(detail.before)) return null
  const { visibility, added, removed, before } = detail as AccessLine
  const touched: Principal[] = [...added.map(({ to }) => to), ...removed]
  const was = before.filter((grant) => touched.some((one) => sameGrant(grant, one)))
  const change: AccessChange = {
    ...(visibility[0] !== visibility[1] && { visibility: visibility[0] }),
    add: was.map(({ principal, principalId, endsAt }) => ({ to: { principal, principalId } as Principal, endsAt })),
    remove: touched.filter((one) => !was.some((grant) => sameGrant(grant, one))),
  }
  return { connectionId: subject as ConnectionId, change }
}

/** Takes one change of access back, by the same rights and with the same preview as any other change. */
export const revertAccess = command("connection.revertAccess", revertedAccess, async (ctx, { seq, token }) => {
  const [line] = await ctx.db
    .select({ verb: audit.verb, subject: audit.subject, detail: audit.detail })
    .from(audit)
    .where(and(eq(audit.organizationId, ctx.organizationId), eq(audit.seq, seq)))
  const back = line && reversed(line.verb, line.subject, line.detail)
  if (!back) throw new AppError("not_found", "There is no such change of access to take back.")
  const { connectionId, change } = back
  const found = await findConnection(ctx, connectionId, "view", { lock: true })
  const still = { ...change, add: change.add.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > now()) }
  await demandAccessRights(ctx, found, still)
  await demandImpact(ctx, [{ kind: "access", connectionId, change: still }], token)
  const written = await writeAccess(ctx, found, still)
  await tellGranted(ctx, found, still)
  return { id: connectionId, version: written.version, audit: { ...written, reverts: seq } }
})
