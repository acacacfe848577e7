import "server-only"
import { type Decision, decide, type Person } from "../access/decide"
import type { OrganizationId, TeamId, UserId } from "../base/ids"
import type { Dependent, Link, Scene } from "./scene"

export type Loss = {
  dependents: { dependent: Dependent; why: string }[]
  people: Map<UserId, Link[]>
  teams: Map<TeamId, Link[]>
  clients: Map<OrganizationId, Link[]>
}

/**
 * Who and what could use a connection before and cannot after. The status is left out of it: what is Inactive today works again tomorrow,
 * and what is taken away does not. `ended` are rows that are disconnected already and are to go for good.
 */
export function lossBetween(before: Scene, after: Scene, at: Date, ended: ReadonlySet<string> = new Set()): Loss {
  const was = (link: Link): Link => (ended.has(link.id) ? { ...link, lifecycle: "live" } : link)
  const loss: Loss = { dependents: [], people: new Map(), teams: new Map(), clients: new Map() }
  const then = new Map(after.dependents.map((one) => [`${one.kind} ${one.id}`, one]))
  for (const dependent of before.dependents) {
    const moved = then.get(`${dependent.kind} ${dependent.id}`) ?? dependent
    const [from, to] = [before.links.get(dependent.connectionId), after.links.get(moved.connectionId)]
    if (!from || !runs(dependent, before, was(from), at).allowed) continue
    const now = runs(moved, after, to, at)
    if (!now.allowed) loss.dependents.push({ dependent, why: whys(now, after, moved) })
  }
  for (const [id, link] of before.links) {
    const [from, to] = [was(link), after.links.get(id)]
    const taken = <K>(into: Map<K, Link[]>, key: K) => into.set(key, [...(into.get(key) ?? []), link])
    for (const [userId, one] of before.people)
      if (canUse(one, from, at) && !canUse(after.people.get(userId), to, at) && after.people.has(userId)) taken(loss.people, userId)
    for (const teamId of before.teams.keys()) if (teamHas(teamId, from, at) && !teamHas(teamId, to, at)) taken(loss.teams, teamId)
    for (const clientId of before.clients.keys())
      if (clientHas(clientId, from, at) && !clientHas(clientId, to, at)) taken(loss.clients, clientId)
  }
  return loss
}

/** A run uses its maker's right and seat in the team where it was made, whoever starts it. */
export function runs(one: Dependent, { people }: Pick<Scene, "people">, link: Link | undefined, at: Date): Decision {
  if (!link) return { allowed: false, reason: "not found", path: [] }
  const maker: Person | undefined =
    one.organizationId === link.organizationId
      ? people.get(one.createdBy)
      : {
          userId: one.createdBy,
          role: "marketer",
          seat: true,
          activeTeamId: null,
          teamIds: [],
          organizationId: one.organizationId,
          agencyId: null,
        }
  if (!maker) return { allowed: false, reason: "not found", path: ["maker left"] }
  return use({ ...maker, activeTeamId: one.teamId }, link, at)
}

const use = (person: Person, link: Link, at: Date) => decide(person, "use", { ...link, status: "Active" }, at)

/** In any of the person's teams. */
const canUse = (person: Person | undefined, link: Link | undefined, at: Date): boolean =>
  person !== undefined &&
  link !== undefined &&
  [null, ...person.teamIds].some((activeTeamId) => use({ ...person, activeTeamId }, link, at).allowed)

const live = (link: Link | undefined, at: Date) =>
  link?.lifecycle === "live" && link.visibility === "shared"
    ? link.grants.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > at)
    : []
const teamHas = (teamId: TeamId, link: Link | undefined, at: Date): boolean =>
  live(link, at).some(({ principal, principalId }) => principal === "all teams" || (principal === "team" && principalId === teamId))
const clientHas = (clientId: OrganizationId, link: Link | undefined, at: Date): boolean =>
  live(link, at).some(({ principal, principalId }) => principal === "all clients" || (principal === "client" && principalId === clientId))

export const whys = ({ reason }: Decision, { people, links }: Scene, one: Dependent): string => {
  const link = links.get(one.connectionId)
  if (link?.lifecycle === "deleted" || !link) return "its connection is deleted"
  if (link.lifecycle === "disconnected") return "its connection is disconnected"
  if (one.organizationId === link.organizationId && !people.has(one.createdBy)) return `${one.maker} leaves`
  if (link.visibility === "private" && link.ownerId !== one.createdBy) return "its connection becomes private"
  if (reason === "no seat") return `${one.maker} has no seat then`
  return `${one.maker} may not use its connection then`
}
