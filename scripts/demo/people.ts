import { eq, inArray, like, or, sql } from "drizzle-orm"
import { database, open } from "@/db/client"
import { memberships, organizations, teamMembers, teams, users } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import type { MemberRole } from "@/lib/access/permissions"
import { withinPerson } from "@/lib/access/within"
import { createPerson } from "@/lib/accounts/create"
import { hashPassword, passwordFits } from "@/lib/accounts/passwords"
import { env } from "@/lib/base/env"
import { newId, type OrganizationId, type TeamId, type UserId } from "@/lib/base/ids"
import { createClient } from "@/lib/clients/create"
import { letIn } from "@/lib/clients/let-in"
import { createOrganization } from "@/lib/organizations/create"

type Member = { name: string; role: MemberRole; team?: "Consumer" | "Business"; seat?: false }
type Plan = {
  name: string
  slug: string
  domain: string
  kind?: "agency" | "client"
  teams: string[]
  people: Record<string, Member>
  /** Who of the agency may enter it. */
  guests?: string[]
}

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

const northstar: Plan = {
  name: "Northstar",
  slug: "northstar",
  domain: "northstar.test",
  kind: "agency",
  teams: [],
  people: {
    owner: { name: "Noor Northstar", role: "owner" },
    admin: { name: "Astrid Agency", role: "admin" },
    member: { name: "Mats Member", role: "editor" },
  },
}
const clientA: Plan = {
  name: "Client A",
  slug: "client-a",
  domain: "client-a.test",
  kind: "client",
  teams: [],
  people: { admin: { name: "Clara Client", role: "admin" }, marketer: { name: "Cem Client", role: "marketer" } },
  guests: ["admin"],
}
const clientB: Plan = { name: "Client B", slug: "client-b", domain: "client-b.test", kind: "client", teams: [], people: {} }
const plans = { acme, globex, northstar, clientA, clientB }

export type House = { id: OrganizationId; teams: Record<string, TeamId>; as(who: string): Context; worker(): Context }
export type Houses = Record<keyof typeof plans, House>

export async function makePeople(workerUrl: string): Promise<Houses> {
  const { db: workerDb } = open(workerUrl, 2)
  const agency = await makeHouse(plans.northstar, workerDb)
  const client = async (plan: Plan) => {
    const made = await makeHouse(plan, workerDb, agency)
    for (const who of plan.guests ?? [])
      await letIn(agency.as("owner"), { clientId: made.id, userId: personOf(agency.as(who)).userId, role: "admin" })
    return made
  }
  return {
    acme: await makeHouse(acme, workerDb),
    globex: await makeHouse(globex, workerDb),
    northstar: agency,
    clientA: await client(clientA),
    clientB: await client(clientB),
  }
}

/** The organization, found again after a start that was killed. A client account is opened by its agency. */
async function makeOrganization(plan: Plan, agency: House | undefined): Promise<OrganizationId> {
  const db = database()
  const asker = agency ? personOf(agency.as("owner")).userId : (await createPerson(db, ownerOf(plan))).id
  const [there] = await withinPerson(db, { userId: asker }, (tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.slug, plan.slug)),
  )
  if (there) return there.id
  if (agency) return (await createClient(agency.as("owner"), { name: plan.name, slug: plan.slug })).id as OrganizationId
  const { organizationId } = await createOrganization(db, { name: plan.name, slug: plan.slug, owner: ownerOf(plan) })
  if (plan.kind === "agency")
    await withinPerson(db, { organizationId }, (tx) =>
      tx.update(organizations).set({ kind: "agency" }).where(eq(organizations.id, organizationId)),
    )
  return organizationId
}

const ownerOf = ({ domain, people }: Plan) => ({ email: `owner@${domain}`, name: people.owner?.name ?? "Owner" })

async function makeHouse(plan: Plan, workerDb: Context["db"], agency?: House): Promise<House> {
  const db = database()
  const email = (who: string) => `${who}@${plan.domain}`
  const id = await makeOrganization(plan, agency)
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
    kind: plan.kind ?? ("standard" as const),
    parentId: agency?.id ?? null,
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
  const ours = or(...Object.values(plans).map(({ domain }) => like(users.email, `%@${domain}`)))
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
