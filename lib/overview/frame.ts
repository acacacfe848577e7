import "server-only"
import { type SQL, sql } from "drizzle-orm"
import * as z from "zod"
import { notices } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import type { MemberRole } from "@/lib/access/permissions"
import { query } from "@/lib/access/verb"
import type { OrganizationId, TeamId } from "@/lib/base/ids"
import { unread } from "@/lib/inbox/own"
import type { WorkerState } from "@/lib/worker-state/model"
import { type Signs, stateOf } from "@/lib/worker-state/state"

/** What stands around every page. */
export type FrameView = {
  /** Where else this person can go: the switcher. */
  organizations: { id: OrganizationId; slug: string; name: string; role: MemberRole }[]
  /** All of the organization's, as a menu or a filter shows them. */
  teams: { id: TeamId; name: string; mine: boolean }[]
  worker: WorkerState
  /** How many notices this person has not read. */
  unread: number
}

/** Asked with every page, so it is one statement, and each part is what the frame shows of it and nothing else. */
export const findFrame = query("frame.find", z.object({}), async (ctx): Promise<FrameView> => {
  const { userId, teamIds } = personOf(ctx)
  const [found] = await ctx.db.execute<Omit<FrameView, "worker"> & { signs: Signs }>(sql`select
    ${ownOrganizations(userId)} as organizations, ${teamNames(ctx)} as teams, ${signsOfLife} as signs,
    (select count(*)::int from ${notices} where ${unread(ctx)}) as unread`)
  if (!found) throw new Error("a select of parts answers one row")
  const { organizations, teams, signs, unread: notRead } = found
  return {
    organizations,
    teams: teams.map((team) => ({ ...team, mine: teamIds.includes(team.id) })),
    worker: stateOf(signs),
    unread: notRead,
  }
})

const ownOrganizations = (userId: string): SQL => sql`(
  select coalesce(json_agg(json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'role', m.role) order by o.name, o.id), '[]')
  from memberships m join organizations o on o.id = m.organization_id where m.user_id = ${userId})`

const teamNames = ({ organizationId }: Context): SQL => sql`(
  select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by lower(t.name), t.id), '[]')
  from teams t where t.organization_id = ${organizationId})`

/** What the workers left. Where several run, one is enough. */
const signsOfLife: SQL = sql`(
  select json_build_object(
    'silent', floor(extract(epoch from now() - max(h.seen_at)))::int,
    'oldest', (array_agg(h.oldest_waiting_seconds order by h.seen_at desc))[1])
  from heartbeats h)`
