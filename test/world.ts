import { sql } from "drizzle-orm"
import { type Database, open } from "@/db/client"
import { memberships, organizations, teamMembers, teams, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { MemberRole } from "@/lib/access/permissions"
import { newId, type OrganizationId, type TeamId, type UserId } from "@/lib/base/ids"

/** Pools that live as long as the test file. Tests speak as the web's and the worker's own roles, never as the owner. */
const pools = new Map<string, ReturnType<typeof open>>()
export function pool(who: "owner" | "web" | "worker") {
  const url = process.env[`TEST_${who.toUpperCase()}_URL`]
  if (!url) throw new Error(`TEST_${who.toUpperCase()}_URL is not set: run the tests with vitest's global setup`)
  if (!pools.has(who)) pools.set(who, open(url, 5))
  return pools.get(who)!
}
export const closePools = () => Promise.all([...pools.values()].map(({ sql }) => sql.end({ timeout: 2 })))

export type House = {
  id: OrganizationId
  slug: string
  teams: { consumer: TeamId; business: TeamId }
  people: Record<MemberRole | "editor2" | "marketer2" | "noSeat", UserId>
  /** A context as this member; the marketer is in Consumer, marketer2 in Business, both with that team active. */
  as(who: MemberRole | "editor2" | "marketer2" | "noSeat"): Context
  worker(): Context
}
export type World = { home: House; elsewhere: House }

/** A small true world: real PostgreSQL, one organization and its neighbour. Every world is new, so nothing needs to be undone. */
export async function world(story: (world: World) => Promise<void>): Promise<void> {
  await story({ home: await aHouse("Home"), elsewhere: await aHouse("Next door") })
}

async function aHouse(name: string): Promise<House> {
  const id = newId("org")
  const slug = id.slice(4, 16)
  const member = (role: MemberRole, seat = true) => ({ role, seat, userId: newId("usr") })
  const cast = {
    owner: member("owner"),
    admin: member("admin"),
    editor: member("editor"),
    editor2: member("editor"),
    marketer: member("marketer"),
    marketer2: member("marketer"),
    noSeat: member("marketer", false),
  }
  const team = { consumer: newId("tea"), business: newId("tea") }
  const organization = {
    id,
    slug,
    name,
    kind: "standard" as const,
    parentId: null,
    connectivityEnabled: true,
    marketersMayConnect: false,
  }
  const activeTeamOf = (who: keyof typeof cast) =>
    who === "marketer" || who === "noSeat" || who === "editor" ? team.consumer : who === "marketer2" ? team.business : null
  await pool("web").db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.organization_id', ${id}, true)`)
    await tx.insert(organizations).values({ id, slug, name })
    await tx
      .insert(users)
      .values(Object.entries(cast).map(([who, { userId }]) => ({ id: userId, name: who, email: `${who}@${slug}.test` })))
    await tx
      .insert(memberships)
      .values(
        Object.entries(cast).map(([who, one]) => ({ organizationId: id, ...one, activeTeamId: activeTeamOf(who as keyof typeof cast) })),
      )
    await tx.insert(teams).values([
      { organizationId: id, id: team.consumer, name: "Consumer" },
      { organizationId: id, id: team.business, name: "Business" },
    ])
    const inTeams = (Object.keys(cast) as (keyof typeof cast)[]).flatMap((who) => {
      const teamId = activeTeamOf(who)
      return teamId ? [{ organizationId: id, teamId, userId: cast[who].userId }] : []
    })
    await tx.insert(teamMembers).values(inTeams)
  })
  const context = (db: Database, actor: Context["actor"]): Context => ({
    actor,
    organization,
    organizationId: id,
    db,
    requestId: newId("req"),
  })
  return {
    id,
    slug,
    teams: team,
    people: Object.fromEntries(Object.entries(cast).map(([who, { userId }]) => [who, userId])) as House["people"],
    as: (who) => {
      const activeTeamId = activeTeamOf(who)
      return context(pool("web").db, {
        kind: "user",
        sessionId: newId("ses"),
        name: who,
        email: `${who}@${slug}.test`,
        activeTeamId,
        organizationId: id,
        agencyId: null,
        teamIds: activeTeamId ? [activeTeamId] : [],
        ...cast[who],
      })
    },
    worker: () => context(pool("worker").db, { kind: "worker", job: "test", role: "worker" }),
  }
}
