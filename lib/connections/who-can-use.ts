import "server-only"
import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { type Decision, decide, type Person, type Reason, type Row, refusals } from "@/lib/access/decide"
import type { MemberRole } from "@/lib/access/permissions"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import type { TeamId, UserId } from "@/lib/base/ids"
import { findConnection, rowOf } from "./find"
import { connectionRef } from "./model"

/** How one member stands to a connection, with the chain that led there. */
export type Standing = {
  id: UserId
  name: string
  email: string
  role: MemberRole
  usable: boolean
  path: string[]
  /** Why not, in a sentence about this person. */
  why: string | null
}
export type WhoCanUse = { people: Standing[]; clients: string[] }

/** Who can use a connection, and why; for those who govern it. */
export const whoCanUse = query("connection.whoCanUse", connectionRef, async (ctx, { connectionId }): Promise<WhoCanUse> => {
  const found = await findConnection(ctx, connectionId, "edit")
  const row = rowOf(found)
  const [people, teams] = [await membersOf(ctx), await teamsOf(ctx)]
  const said = people.map(({ name, email, ...person }): Standing => {
    const { decision, team } = best(person, row)
    const path = decision.path.map((step) => named(step, team && teams.get(team)))
    const { allowed, reason } = decision
    return { id: person.userId, name, email, role: person.role, usable: allowed, path, why: reason === "yes" ? null : whys[reason] }
  })
  const clients = row.visibility === "shared" ? await clientsOf(ctx, connectionId) : []
  return { people: said.sort((a, b) => Number(b.usable) - Number(a.usable) || a.name.localeCompare(b.name)), clients }
})

/** The refusals as they are said of somebody else. */
const whys: Record<Exclude<Reason, "yes">, string> = {
  ...refusals,
  role: "It is another's private connection: only its owner uses it.",
  "not found": "Nothing is granted, neither to the person nor to a team of theirs.",
  "not granted": "Nothing is granted, neither to the person nor to a team of theirs.",
  "not in team": "It is granted to a team that they are not in now.",
  "no seat": "No seat in the subscription. A seat in Members makes it usable.",
}

/** In any of the person's teams: the answer that goes furthest. */
function best(person: Person, row: Row): { decision: Decision; team: TeamId | null } {
  const at = now()
  const answers = [null, ...person.teamIds].map((team) => ({ decision: decide({ ...person, activeTeamId: team }, "use", row, at), team }))
  const [first] = answers.sort(
    (a, b) => Number(b.decision.allowed) - Number(a.decision.allowed) || b.decision.path.length - a.decision.path.length,
  )
  if (!first) throw new Error("a person has at least no team")
  return first
}

const named = (step: string, team: string | null | undefined) =>
  team && step === "granted to the active team" ? `granted to ${team}` : step

type Member = Person & { role: MemberRole; name: string; email: string }
const membersOf = async ({ db, organizationId }: Context): Promise<Member[]> =>
  (await db.execute(sql`
    select m.user_id as "userId", u.name, u.email, m.role, m.seat, m.active_team_id as "activeTeamId", m.organization_id as "organizationId",
      m.agency_id as "agencyId",
      array(select tm.team_id from team_members tm where tm.organization_id = m.organization_id and tm.user_id = m.user_id) as "teamIds"
    from memberships m join users u on u.id = m.user_id where m.organization_id = ${organizationId}`)) as unknown as Member[]

async function teamsOf({ db, organizationId }: Context): Promise<Map<TeamId, string>> {
  const found = await db.execute(sql`select id, name from teams where organization_id = ${organizationId}`)
  return new Map((found as unknown as { id: TeamId; name: string }[]).map(({ id, name }) => [id, name]))
}

async function clientsOf({ db, organizationId }: Context, connectionId: string): Promise<string[]> {
  const found = await db.execute(sql`
    select o.name from organizations o where o.parent_id = ${organizationId} and exists (
      select from grants g where g.organization_id = ${organizationId} and g.connection_id = ${connectionId}
        and (g.ends_at is null or g.ends_at > ${now().toISOString()}::timestamptz)
        and (g.principal = 'all clients' or (g.principal = 'client' and g.principal_id = o.id)))
    order by lower(o.name)`)
  return (found as unknown as { name: string }[]).map(({ name }) => name)
}
