import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { type Context, personOf } from "@/lib/access/context"
import type { Grant, Person, Row } from "@/lib/access/decide"
import type { ConnectionId, OrganizationId, TeamId, UserId } from "@/lib/base/ids"
import { dependentsOf } from "./kinds"
import type { Act, DependentKind } from "./model"

export type Link = Row & { id: ConnectionId; name: string }
export type Dependent = {
  kind: DependentKind
  organizationId: OrganizationId
  id: string
  name: string
  connectionId: ConnectionId
  teamId: TeamId | null
  createdBy: UserId
  maker: string
}
export type Somebody = Person & { name: string }
/** All that an act could touch, as it stands now. What was made in a client account comes along; its people are not looked at. */
export type Scene = {
  links: Map<ConnectionId, Link>
  people: Map<UserId, Somebody>
  teams: Map<TeamId, string>
  clients: Map<OrganizationId, string>
  dependents: Dependent[]
}

/** Reads the scene of some acts: four statements, whatever the number of acts. */
export async function sceneOf(ctx: Context, acts: readonly Act[]): Promise<Scene> {
  const { db, organizationId } = ctx
  const makers = acts.flatMap((act) => (act.kind === "member" ? [act.userId] : []))
  const teams = acts.flatMap((act) =>
    act.kind === "remove team" ? [act.teamId] : act.kind === "member" ? (act.becomes?.leaves ?? []) : [],
  )
  const named = acts.flatMap((act) => ("connectionId" in act ? [act.connectionId, ...(act.kind === "replace" ? [act.by] : [])] : []))
  const links = (await db.execute(sql`
    select c.organization_id as "organizationId", c.id, c.name, c.owner_id as "ownerId", c.visibility, c.status, c.lifecycle, true as shareable,
      coalesce((select json_agg(json_build_object('principal', g.principal, 'principalId', g.principal_id, 'endsAt', g.ends_at))
        from grants g where g.organization_id = c.organization_id and g.connection_id = c.id), '[]') as grants
    from connections c
    where c.organization_id = ${organizationId} and c.lifecycle <> 'deleted' and (c.id = any(${texts(named)})
      or exists (select from grants g where g.organization_id = c.organization_id and g.connection_id = c.id
        and g.principal = 'team' and g.principal_id = any(${texts(teams)}))
      or (${makers.length > 0} and (c.owner_id = any(${texts(makers)}) or c.visibility = 'shared')))`)) as unknown as (Link & {
    grants: Grant[]
  })[]
  const people = (await db.execute(sql`
    select m.user_id as "userId", u.name, m.role, m.seat, m.active_team_id as "activeTeamId", m.organization_id as "organizationId",
      m.agency_id as "agencyId",
      array(select tm.team_id from team_members tm where tm.organization_id = m.organization_id and tm.user_id = m.user_id) as "teamIds"
    from memberships m join users u on u.id = m.user_id where m.organization_id = ${organizationId}`)) as unknown as Somebody[]
  const names = (await db.execute(sql`
    select id, name, 'team' as kind from teams where organization_id = ${organizationId}
    union all select id, name, 'client' from organizations where parent_id = ${organizationId}`)) as unknown as {
    id: string
    name: string
    kind: "team" | "client"
  }[]
  const dependents = (await db.execute(
    dependentsOf(
      ctx,
      links.map(({ id }) => id),
    ),
  )) as unknown as Dependent[]
  return {
    links: new Map(links.map((link) => [link.id, link])),
    people: new Map(people.map((one) => [one.userId, one])),
    teams: new Map(names.flatMap(({ id, name, kind }) => (kind === "team" ? [[id as TeamId, name]] : []))),
    clients: new Map(names.flatMap(({ id, name, kind }) => (kind === "client" ? [[id as OrganizationId, name]] : []))),
    dependents,
  }
}

const texts = (ids: readonly string[]): SQL =>
  ids.length === 0
    ? sql`'{}'::text[]`
    : sql`array[${sql.join(
        ids.map((id) => sql`${id}`),
        sql`, `,
      )}]`

/** Whether the viewer may see a dependent by name: its team, its maker, owners and admins. What another organization made is a number. */
export function mayName(ctx: Context, { organizationId, teamId, createdBy }: Dependent): boolean {
  const { userId, role, teamIds } = personOf(ctx)
  if (organizationId !== ctx.organizationId) return false
  return role === "owner" || role === "admin" || createdBy === userId || (teamId !== null && teamIds.includes(teamId))
}
