import type { OrganizationId, TeamId, UserId } from "../base/ids"
import type { Role } from "./permissions"

/** What can be done to one connection: the rows of the access matrix. */
export const actions = [
  "view",
  "use",
  "edit",
  "configure",
  "share",
  "narrow",
  "reauthenticate",
  "sendReconnectLink",
  "replace",
  "disconnect",
  "restore",
  "delete",
  "refresh",
  "giveOwnership",
  "shareWithClients",
  "transfer",
] as const
export type Action = (typeof actions)[number]

/** How the actor stands to the row: the columns of the matrix. */
export const standings = [
  "keeper owns",
  "editor owns",
  "marketer owns",
  "keeper, shared",
  "keeper, private",
  "editor, shared",
  "editor, private",
  "marketer, granted",
  "marketer, otherwise",
  "client, granted",
  "client, otherwise",
] as const
export type Standing = (typeof standings)[number]

/**
 * yes; no; unseen (the row does not exist for this person); granted (only through a grant); shareable (only if the platform allows it);
 * agency (only who came into this client account from its agency).
 */
type Cell = "yes" | "no" | "unseen" | "granted" | "shareable" | "agency"

type Nine = [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell]
const row = (...cells: [...Nine, Cell, Cell]) =>
  Object.fromEntries(standings.map((standing, index) => [standing, cells[index]])) as Record<Standing, Cell>

/** The access matrix, in the order of `standings`. Help draws its page from this table; the tests enumerate every cell. */
export const matrix: Record<Action, Record<Standing, Cell>> = {
  //                     owns: keeper     editor       marketer     keeper: shared private editor: shared private   marketer: granted, otherwise client: granted, otherwise
  view: row("yes", "yes", "yes", "yes", "yes", "yes", "unseen", "yes", "unseen", "yes", "unseen"),
  use: row("yes", "yes", "yes", "granted", "no", "granted", "unseen", "granted", "unseen", "granted", "unseen"),
  edit: row("yes", "yes", "yes", "yes", "yes", "no", "unseen", "no", "unseen", "no", "unseen"),
  configure: row("no", "no", "no", "no", "no", "no", "unseen", "no", "unseen", "no", "unseen"),
  share: row("shareable", "shareable", "shareable", "shareable", "no", "no", "unseen", "no", "unseen", "no", "unseen"),
  narrow: row("yes", "yes", "yes", "yes", "no", "no", "unseen", "no", "unseen", "no", "unseen"),
  reauthenticate: row("yes", "yes", "yes", "no", "no", "no", "unseen", "no", "unseen", "no", "unseen"),
  sendReconnectLink: row("no", "no", "no", "yes", "yes", "no", "unseen", "no", "unseen", "no", "unseen"),
  replace: row("yes", "yes", "yes", "yes", "yes", "no", "unseen", "no", "unseen", "no", "unseen"),
  disconnect: row("yes", "yes", "yes", "yes", "yes", "no", "unseen", "no", "unseen", "no", "unseen"),
  restore: row("yes", "yes", "yes", "yes", "yes", "no", "unseen", "no", "unseen", "no", "unseen"),
  delete: row("yes", "no", "no", "yes", "yes", "no", "unseen", "no", "unseen", "no", "unseen"),
  refresh: row("yes", "yes", "yes", "yes", "yes", "no", "unseen", "no", "unseen", "no", "unseen"),
  giveOwnership: row("no", "no", "no", "yes", "yes", "no", "unseen", "no", "unseen", "no", "unseen"),
  shareWithClients: row("shareable", "shareable", "shareable", "no", "no", "no", "unseen", "no", "unseen", "no", "unseen"),
  transfer: row("agency", "agency", "agency", "agency", "no", "agency", "unseen", "agency", "unseen", "no", "unseen"),
}

export type Grant = {
  principal: "all teams" | "team" | "user" | "all clients" | "client"
  principalId: string | null
  endsAt: string | null
}

/** What must be known of the person to decide. */
export type Person = {
  userId: UserId
  role: Role
  seat: boolean
  activeTeamId: TeamId | null
  teamIds: readonly TeamId[]
  /** Where the person is now. */
  organizationId: OrganizationId
  /** Set in a client account: the agency that let the person in. */
  agencyId: OrganizationId | null
}

/** What must be known of the row to decide. */
export type Row = {
  /** Whose row it is: another organization's only where an agency shares with the client account that the person is in. */
  organizationId: OrganizationId
  ownerId: UserId
  visibility: "private" | "shared"
  status: "Processing" | "Active" | "Inactive" | "Deprecated"
  lifecycle: "live" | "disconnected" | "deleted"
  shareable: boolean
  grants: readonly Grant[]
}

export type Reason = "yes" | "not found" | "role" | "not granted" | "not in team" | "no seat" | "not active" | "unshareable"
/** `path` is the chain that led to the answer: what "Why can she use this?" shows and what a refusal quotes. */
export type Decision = { allowed: boolean; reason: Reason; path: string[] }

/** Whether a grant holds at `at`. The end date is exclusive. */
const holds = (grant: Grant, at: Date) => grant.endsAt === null || new Date(grant.endsAt) > at

/** Whether the row is an agency's and the person is in a client account. */
const isLent = (person: Person, row: Row) => row.organizationId !== person.organizationId

/** The first grant that matches this person, in words; `anyTeam` widens from the active team to every team of theirs. */
function grantFor(person: Person, row: Row, at: Date, anyTeam: boolean): string | undefined {
  const live = row.grants.filter((grant) => holds(grant, at))
  if (isLent(person, row)) {
    if (live.some(({ principal }) => principal === "all clients")) return "granted to all client accounts"
    const named = live.some(({ principal, principalId }) => principal === "client" && principalId === person.organizationId)
    return named ? "granted to this client account" : undefined
  }
  if (live.some(({ principal }) => principal === "all teams")) return "granted to all teams"
  if (live.some(({ principal, principalId }) => principal === "user" && principalId === person.userId)) return "granted to this person"
  const teams: readonly string[] = anyTeam ? person.teamIds : person.teamIds.filter((id) => id === person.activeTeamId)
  if (live.some(({ principal, principalId }) => principal === "team" && principalId !== null && teams.includes(principalId)))
    return anyTeam ? "granted to a team of this person" : "granted to the active team"
  return undefined
}

export function standingOf(person: Person, row: Row, at: Date): Standing {
  if (isLent(person, row)) return row.visibility === "shared" && grantFor(person, row, at, true) ? "client, granted" : "client, otherwise"
  const keeper = person.role === "owner" || person.role === "admin"
  if (row.ownerId === person.userId) return keeper ? "keeper owns" : person.role === "editor" ? "editor owns" : "marketer owns"
  if (keeper) return row.visibility === "shared" ? "keeper, shared" : "keeper, private"
  if (person.role === "editor") return row.visibility === "shared" ? "editor, shared" : "editor, private"
  return row.visibility === "shared" && grantFor(person, row, at, true) ? "marketer, granted" : "marketer, otherwise"
}

/** The one place where it is settled what a person may do to a connection. Pure: everything it needs is handed in. */
export function decide(person: Person, action: Action, row: Row, at: Date): Decision {
  const standing = standingOf(person, row, at)
  const whose = isLent(person, row)
    ? "a connection of the agency"
    : row.ownerId === person.userId
      ? "owner of the connection"
      : `another's ${row.visibility} connection`
  const { path, ...said } = settle(person, action, row, at, standing)
  return { ...said, path: [`role ${person.role}`, whose, ...path] }
}

/** All that `decide` allows of one row. A list asks it of each of its rows, so how the person stands to it is found once. */
export function allowed(person: Person, row: Row, at: Date): Action[] {
  const standing = standingOf(person, row, at)
  return actions.filter((action) => settle(person, action, row, at, standing).allowed)
}

const answer = (allowed: boolean, reason: Reason, ...path: string[]): Decision => ({ allowed, reason, path })

/** The cell of the matrix, and what it leaves open. */
function settle(person: Person, action: Action, row: Row, at: Date, standing: Standing): Decision {
  const cell = matrix[action][standing]
  if (row.lifecycle === "deleted" || cell === "unseen") return answer(false, "not found")
  if (cell === "no") return answer(false, "role", `the matrix says no: ${action}`)
  if (cell === "agency" && person.agencyId === null) return answer(false, "role", "not from the agency of this client account")
  if (cell === "shareable" && !row.shareable) return answer(false, "unshareable", "this platform does not support sharing")
  if (action !== "use") return answer(true, "yes")
  return decideUse(person, row, at, cell)
}

function decideUse(person: Person, row: Row, at: Date, cell: Cell): Decision {
  const way = cell === "yes" ? "owns it" : grantFor(person, row, at, false)
  if (!way)
    return grantFor(person, row, at, true)
      ? answer(false, "not in team", "granted to a team that is not the active one")
      : answer(false, "not granted", "no grant matches")
  if (!person.seat) return answer(false, "no seat", way, "no seat")
  if (row.lifecycle !== "live") return answer(false, "not active", way, "seat", "disconnected")
  if (row.status !== "Active") return answer(false, "not active", way, "seat", `status ${row.status}`)
  return answer(true, "yes", way, "seat", "status Active")
}

/** What the person reads when `use` was refused; never names a connection that they may not see. */
export const refusals: Record<Exclude<Reason, "yes">, string> = {
  "not found": "This connection does not exist.",
  role: "Your role does not allow this. Ask an owner or admin of the organization.",
  "not granted": "This connection is not shared with you.",
  "not in team": "This connection is shared with another of your teams. Switch to that team to use it.",
  "no seat": "You have no seat in the subscription. Ask an owner or admin for one.",
  "not active": "This connection is not Active now.",
  unshareable: "This platform does not support connection sharing.",
}
