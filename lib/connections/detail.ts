import "server-only"
import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, ne, or, sql } from "drizzle-orm"
import { checks, runs, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import type { ConnectionId, TeamId } from "@/lib/base/ids"
import { countDependents } from "@/lib/impact/kinds"
import { credentialView } from "./credential"
import { type Found, findConnection, homeOf } from "./find"
import { type ConnectionDetail, connectionRef } from "./model"
import { runView, viewOf } from "./row"
import { rowsOf, selectConnections } from "./select"

/** One connection with all that its page shows. Whoever may not edit it sees neither configuration nor credential (ACC-8). */
export async function detailOf(ctx: Context, connectionId: ConnectionId): Promise<ConnectionDetail> {
  const found = await findConnection(ctx, connectionId, "view")
  const one = sql`c.id = ${connectionId}`
  const home = homeOf(ctx, found)
  const { rows } = await rowsOf(ctx, selectConnections(home, { where: one, order: sql`c.id`, limit: 1, most: 1 }))
  const [selected] = rows
  if (!selected) throw new Error("a found connection was not selected")
  const row = viewOf(ctx, selected)
  const governs = row.may.edit === true
  const lastRefresh = await latestRun(home, found, ["refresh"])
  return {
    ...row,
    description: found.description,
    method: governs ? found.method : "",
    settings: governs ? found.settings : {},
    healthReason: governs ? found.healthReason : null,
    checkedAt: found.checkedAt,
    disconnectedAt: found.lifecycle === "disconnected" ? found.disconnectedAt : null,
    snapshot: found.snapshot,
    version: found.version,
    updatedAt: found.updatedAt,
    credential: governs ? await credentialView(home, connectionId) : null,
    grants: governs ? await grantsOf(home, found) : [],
    teams: governs ? await teamsOf(home, found) : [],
    validation: governs ? await latestChecks(home, found) : null,
    // Its reason may quote hosts, users and tables too.
    lastRefresh: lastRefresh && { ...lastRefresh, reason: governs ? lastRefresh.reason : null },
    dependents: await countDependents(home, connectionId),
  }
}

export const connectionDetail = query("connection.find", connectionRef, (ctx, { connectionId }) => detailOf(ctx, connectionId))

async function grantsOf({ db, organizationId }: Context, { id }: Found): Promise<ConnectionDetail["grants"]> {
  return (await db.execute(sql`
    select g.principal, g.principal_id as id, to_json(g.ends_at)#>>'{}' as "endsAt",
      coalesce(t.name, u.name, o.name, case g.principal when 'all clients' then 'All client accounts' else 'All teams' end) as name
    from grants g
    left join teams t on g.principal = 'team' and t.organization_id = g.organization_id and t.id = g.principal_id
    left join users u on g.principal = 'user' and u.id = g.principal_id
    left join organizations o on g.principal = 'client' and o.id = g.principal_id
    where g.organization_id = ${organizationId} and g.connection_id = ${id} and (g.ends_at is null or g.ends_at > ${now().toISOString()}::timestamptz)
    order by g.principal, lower(coalesce(t.name, u.name, o.name))`)) as unknown as ConnectionDetail["grants"]
}

async function teamsOf({ db, organizationId }: Context, { id, grants }: Found): Promise<ConnectionDetail["teams"]> {
  const live = grants.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > now())
  const all = live.some(({ principal }) => principal === "all teams")
  const selected = new Set(live.flatMap(({ principal, principalId }) => (principal === "team" && principalId ? [principalId] : [])))
  const teams = (await db.execute(sql`
    select t.id, t.name,
      (select count(*)::int from team_members m where m.organization_id = t.organization_id and m.team_id = t.id) as members,
      (select count(*)::int from audiences a where a.organization_id = t.organization_id and a.connection_id = ${id} and a.team_id = t.id) as audiences
    from teams t where t.organization_id = ${organizationId} order by lower(t.name)`)) as unknown as {
    id: TeamId
    name: string
    members: number
    audiences: number
  }[]
  return teams.map((team) => ({ ...team, selected: all || selected.has(team.id) }))
}

async function latestRun({ db, organizationId }: Context, { id }: Found, kinds: ("validation" | "refresh" | "health")[]) {
  // The clock's health check is nothing to look at before it begins; one that a person asked for is.
  const begun = or(inArray(runs.kind, ["validation", "refresh"]), ne(runs.state, "queued"), isNotNull(runs.startedBy))
  const [found] = await db
    .select({ run: runs, startedBy: users.name })
    .from(runs)
    .leftJoin(users, eq(users.id, runs.startedBy))
    .where(and(eq(runs.organizationId, organizationId), eq(runs.connectionId, id), inArray(runs.kind, kinds), begun))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1)
  if (!found) return null
  const { run, startedBy } = found
  return runView({ ...run, started_by: startedBy, created_at: run.createdAt, started_at: run.startedAt, finished_at: run.finishedAt })
}

const { organizationId: _organizationId, runId: _runId, position: _position, ...checkColumns } = getTableColumns(checks)

/** What was asked last, by a person or by the daily check. */
async function latestChecks(ctx: Context, found: Found): Promise<ConnectionDetail["validation"]> {
  const run = await latestRun(ctx, found, ["validation", "health"])
  if (!run) return null
  const list = await ctx.db
    .select(checkColumns)
    .from(checks)
    .where(and(eq(checks.organizationId, ctx.organizationId), eq(checks.runId, run.id)))
    .orderBy(asc(checks.position))
  return { ...run, checks: list }
}
