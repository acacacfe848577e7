import "server-only"
import { and, eq, inArray, sql } from "drizzle-orm"
import { audit, connections, grants, teams } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { type Action, refusals } from "@/lib/access/decide"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId, TeamId } from "@/lib/base/ids"
import { decideOn, type Found, findConnection, mine } from "./find"
import { teamAccess } from "./model"

type Mode = "all teams" | "teams" | "none" | "private"
type Access = { mode: Mode; teamIds: TeamId[] }
/** What a line of the audit log says of an earlier change; read again when two people edit at once. */
type Change = { version: number; mode: [Mode, Mode]; added: TeamId[]; removed: TeamId[] }

/** As the audit log names it. */
const verb = "connection.shareWithTeams"

/** Changes who may use a connection, team by team. Two people who touch different teams both win. */
export const shareWithTeams = command(
  "connection.shareWithTeams",
  teamAccess,
  async (ctx, { connectionId, version, mode, add, remove }) => {
    const found = await findConnection(ctx, connectionId, "view", { lock: true })
    const before = accessOf(found)
    const after = accessAfter(before, { mode, add, remove })
    const added = after.teamIds.filter((id) => !before.teamIds.includes(id))
    const removed = before.teamIds.filter((id) => !after.teamIds.includes(id))
    demandRights(ctx, found, before, after, { added, removed })
    if (found.version !== version) await demandNoClash(ctx, found, before, { version, mode: after.mode, touched: [...add, ...remove] })
    if (added.length > 0) await demandTeams(ctx, added)
    await write(ctx, connectionId, { after, added, removed })
    const change: Change = { version: found.version + 1, mode: [before.mode, after.mode], added, removed }
    return { id: connectionId, version: change.version, audit: change }
  },
)

export function accessOf({ visibility, grants: all }: Pick<Found, "visibility" | "grants">): Access {
  const teamIds = all.flatMap(({ principal, principalId }) => (principal === "team" && principalId ? [principalId as TeamId] : []))
  if (visibility === "private") return { mode: "private", teamIds }
  if (all.some(({ principal }) => principal === "all teams")) return { mode: "all teams", teamIds }
  return { mode: teamIds.length > 0 ? "teams" : "none", teamIds }
}

function accessAfter(before: Access, { mode, add, remove }: { mode: Exclude<Mode, "private">; add: TeamId[]; remove: TeamId[] }): Access {
  if (mode !== "teams") return { mode: mode === "none" && before.mode === "private" ? "private" : mode, teamIds: [] }
  const teamIds = [...new Set([...before.teamIds, ...add])].filter((id) => !remove.includes(id))
  return { mode: teamIds.length > 0 ? "teams" : "none", teamIds }
}

type Delta = { added: TeamId[]; removed: TeamId[] }

function demandRights(ctx: Context, found: Found, before: Access, after: Access, { added, removed }: Delta): void {
  const wide = before.mode === "all teams"
  const widened = !wide && (after.mode === "all teams" || added.length > 0 || (before.mode === "private" && after.mode !== "private"))
  const narrowed = after.mode !== "all teams" && (wide || removed.length > 0)
  const needed: Action[] = [...(widened ? (["share"] as const) : []), ...(narrowed ? (["narrow"] as const) : [])]
  // Whoever changes nothing must still have one of the two rights.
  if (needed.length === 0) needed.push("narrow")
  for (const action of needed) {
    const { allowed, reason } = decideOn(ctx, action, found)
    if (!allowed && reason !== "yes") throw new AppError("forbidden", refusals[reason])
  }
}

/** What others did since this person looked: only the same team, or the mode itself, is in each other's way. */
async function demandNoClash(
  ctx: Context,
  found: Found,
  before: Access,
  mine: { version: number; mode: Mode; touched: TeamId[] },
): Promise<void> {
  const since = await ctx.db
    .select({ detail: audit.detail })
    .from(audit)
    .where(
      and(
        eq(audit.organizationId, ctx.organizationId),
        eq(audit.subject, found.id),
        eq(audit.verb, verb),
        sql`(${audit.detail}->>'version')::int > ${mine.version}`,
      ),
    )
  const changes = since.map(({ detail }) => detail as Change)
  const kind = (mode: Mode) => (mode === "none" ? "teams" : mode)
  const modeMoved =
    changes.some(({ mode: [from, to] }) => kind(from) !== kind(to)) || (changes.length > 0 && kind(before.mode) !== kind(mine.mode))
  const theirs = new Set(changes.flatMap(({ added, removed }) => [...added, ...removed]))
  if (!modeMoved && !mine.touched.some((id) => theirs.has(id))) return
  const facts = { version: found.version, mode: before.mode, teamIds: before.teamIds }
  throw new AppError(
    "conflict",
    "Somebody else changed the access to this connection since you opened it. Look at it again, then save.",
    {},
    facts,
  )
}

async function demandTeams({ db, organizationId }: Context, ids: TeamId[]): Promise<void> {
  // Locked against removal until the grant stands.
  const there = await db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.organizationId, organizationId), inArray(teams.id, ids)))
    .for("share")
  if (there.length < ids.length) throw new AppError("invalid", "A chosen team does not exist any more. Reload the page and choose again.")
}

async function write(ctx: Context, connectionId: ConnectionId, { after, added, removed }: { after: Access } & Delta): Promise<void> {
  const { db, organizationId } = ctx
  const of = and(eq(grants.organizationId, organizationId), eq(grants.connectionId, connectionId))
  const granted = { organizationId, connectionId, createdBy: personOf(ctx).userId }
  if (removed.length > 0) await db.delete(grants).where(and(of, eq(grants.principal, "team"), inArray(grants.principalId, removed)))
  if (after.mode === "all teams")
    await db
      .insert(grants)
      .values({ ...granted, principal: "all teams" })
      .onConflictDoNothing()
  else await db.delete(grants).where(and(of, eq(grants.principal, "all teams")))
  if (added.length > 0)
    await db
      .insert(grants)
      .values(added.map((principalId) => ({ ...granted, principal: "team" as const, principalId })))
      .onConflictDoNothing()
  await db
    .update(connections)
    .set({ version: sql`${connections.version} + 1`, visibility: after.mode === "private" ? "private" : "shared", updatedAt: sql`now()` })
    .where(mine(ctx, connectionId))
}
