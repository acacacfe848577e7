import { eq, inArray, like, or, sql } from "drizzle-orm"
import { database, open } from "@/db/client"
import { memberships, organizations, teamMembers, teams, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { MemberRole } from "@/lib/access/permissions"
import { withinPerson } from "@/lib/access/within"
import { createPerson } from "@/lib/accounts/create"
import { hashPassword, passwordFits } from "@/lib/accounts/passwords"
import { env } from "@/lib/base/env"
import { newId, type OrganizationId, type TeamId, type UserId } from "@/lib/base/ids"
import { createOrganization } from "@/lib/organizations/create"

type Member = { name: string; role: MemberRole; team?: "Consumer" | "Business"; seat?: false }
type Plan = { name: string; slug: string; domain: string; teams: string[]; people: Record<string, Member> }

const acme: Plan = {
  name: "Acme Outfitters",
  slug: "acme",
  domain: "acme.test",
  teams: ["Consumer", "Business"],
  people: {
    owner: { name: "Olivia Owner", role: "owner" },
    admin: { name: "Adam Admin", role: "admin" },
    editor: { name: "Edith Editor", role: "editor", team: "Consumer" },
    editor2: { name: "Edgar Editor", role: "editor", team: "Business" },
    "marketer-consumer": { name: "Maya Marketer", role: "marketer", team: "Consumer" },
    "marketer-business": { name: "Milan Marketer", role: "marketer", team: "Business" },
    "marketer-noseat": { name: "Nora Noseat", role: "marketer", team: "Consumer", seat: false },
  },
}
const globex: Plan = {
  name: "Globex",
  slug: "globex",
  domain: "globex.test",
  teams: [],
  people: { owner: { name: "Hank Owner", role: "owner" } },
}

export type House = { id: OrganizationId; teams: Record<string, TeamId>; as(who: string): Context; worker(): Context }
export type Houses = { acme: House; globex: House }

export async function makePeople(workerUrl: string): Promise<Houses> {
  const { db: workerDb } = open(workerUrl, 2)
  return { acme: await makeHouse(acme, workerDb), globex: await makeHouse(globex, workerDb) }
}

async function makeHouse(plan: Plan, workerDb: Context["db"]): Promise<House> {
  const db = database()
  const email = (who: string) => `${who}@${plan.domain}`
  const owner = await createPerson(db, { email: email("owner"), name: plan.people.owner?.name ?? "Owner" })
  const [there] = await withinPerson(db, { userId: owner.id }, (tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.slug, plan.slug)),
  )
  const id =
    there?.id ??
    (await createOrganization(db, { name: plan.name, slug: plan.slug, owner: { email: email("owner"), name: "Owner" } })).organizationId
  const { teamIds, userIds } = await withinPerson(db, { organizationId: id }, async (tx) => {
    if (plan.teams.length > 0)
      await tx
        .insert(teams)
        .values(plan.teams.map((name) => ({ organizationId: id, name })))
        .onConflictDoNothing()
    const teamIds = Object.fromEntries(
      (await tx.select({ name: teams.name, id: teams.id }).from(teams)).map((team) => [team.name, team.id]),
    )
    const userIds: Record<string, UserId> = {}
    for (const [who, { name, role, team, seat = true }] of Object.entries(plan.people)) {
      const { id: userId } = await createPerson(tx, { email: email(who), name })
      userIds[who] = userId
      const activeTeamId = team ? (teamIds[team] ?? null) : null
      await tx.insert(memberships).values({ organizationId: id, userId, role, seat, activeTeamId }).onConflictDoNothing()
      if (activeTeamId) await tx.insert(teamMembers).values({ organizationId: id, teamId: activeTeamId, userId }).onConflictDoNothing()
    }
    return { teamIds, userIds }
  })

  const organization = {
    id,
    slug: plan.slug,
    name: plan.name,
    kind: "standard" as const,
    parentId: null,
    connectivityEnabled: true,
    marketersMayConnect: false,
  }
  const base = { organization, organizationId: id }
  return {
    id,
    teams: teamIds,
    worker: () => ({ ...base, db: workerDb, requestId: newId("req"), actor: { kind: "worker", job: "demo", role: "worker" } }),
    as: (who) => {
      const [person, userId] = [plan.people[who], userIds[who]]
      if (!person || !userId) throw new Error(`The demo has no ${who}`)
      const activeTeamId = person.team ? (teamIds[person.team] ?? null) : null
      const { name, role, seat = true } = person
      const actor = {
        kind: "user" as const,
        userId,
        role,
        seat,
        activeTeamId,
        organizationId: id,
        agencyId: null,
        teamIds: activeTeamId ? [activeTeamId] : [],
        sessionId: newId("ses"),
        name,
        email: email(who),
      }
      return { ...base, db, requestId: newId("req"), actor }
    },
  }
}

/** PATCHBAY_DEMO_PASSWORD opens every account of the demo; without it they are entered by links only. */
export async function keepPasswords(): Promise<void> {
  const password = env().PATCHBAY_DEMO_PASSWORD
  const db = database()
  const ours = or(...[acme, globex].map(({ domain }) => like(users.email, `%@${domain}`)))
  const people = await db.select({ id: users.id, passwordHash: users.passwordHash }).from(users).where(ours)
  const [first] = people
  if (!password || (first?.passwordHash && (await passwordFits(first.passwordHash, password)))) return
  // Invented people: that one hash serves them all gives nothing away.
  const ids = people.map(({ id }) => id)
  if (ids.length > 0)
    await db
      .update(users)
      .set({ passwordHash: sql`${await hashPassword(password)}` })
      .where(inArray(users.id, ids))
}
