import type { TeamId } from "@/lib/base/ids"
import type { ConnectionDetail } from "@/lib/connections/model"
import type { AccessChange } from "@/lib/impact/model"

export type Mode = "all teams" | "teams" | "none"

export const modeOf = ({ sharedWith, grants }: Pick<ConnectionDetail, "sharedWith" | "grants">): Mode =>
  sharedWith.kind === "all teams" ? "all teams" : grants.some(({ principal }) => principal === "team") ? "teams" : "none"

const everyTeam = { principal: "all teams", principalId: null } as const
const team = (principalId: TeamId) => ({ principal: "team", principalId }) as const

/** What must be added and taken away; people and client accounts keep what they have. */
export function changeOf(
  { grants, visibility }: Pick<ConnectionDetail, "grants" | "visibility">,
  mode: Mode,
  chosen: ReadonlySet<TeamId>,
): AccessChange {
  const had = new Set(grants.flatMap(({ principal, id }) => (principal === "team" && id ? [id as TeamId] : [])))
  const wide = grants.some(({ principal }) => principal === "all teams")
  const wanted = mode === "teams" ? [...chosen] : []
  const added = [...(mode === "all teams" && !wide ? [everyTeam] : []), ...wanted.filter((id) => !had.has(id)).map(team)]
  const removed = [...(mode !== "all teams" && wide ? [everyTeam] : []), ...[...had].filter((id) => !wanted.includes(id)).map(team)]
  return {
    ...(visibility === "private" && mode !== "none" && { visibility: "shared" }),
    add: added.map((to) => ({ to, endsAt: null })),
    remove: removed,
  }
}

/** The sentence under Save: who gains, who loses, and which audiences stop. */
export function consequenceOf(
  { teams, owner, ...connection }: Pick<ConnectionDetail, "teams" | "owner" | "sharedWith" | "grants">,
  mode: Mode,
  chosen: ReadonlySet<TeamId>,
): string {
  const had = (team: { selected: boolean }) => modeOf(connection) !== "none" && team.selected
  const will = ({ id }: { id: TeamId }) => mode === "all teams" || (mode === "teams" && chosen.has(id))
  const lost = teams.filter((team) => had(team) && !will(team))
  const gained = teams.filter((team) => !had(team) && will(team))
  const stopped = lost.reduce((sum, { audiences }) => sum + audiences, 0)
  const says = [
    lost.length > 0 &&
      `${names(lost)} ${lost.length === 1 ? "loses" : "lose"} access${stopped > 0 ? `; ${stopped} ${stopped === 1 ? "audience stops" : "audiences stop"}` : ""}.`,
    gained.length > 0 && `${names(gained)} ${gained.length === 1 ? "gains" : "gain"} access.`,
    mode === "all teams" && modeOf(connection) !== "all teams" && "Teams made later are included.",
    mode === "teams" && modeOf(connection) === "all teams" && lost.length === 0 && "Teams made later are not included.",
    !teams.some(will) && mode !== "all teams" && `Only ${owner.name} can then use it.`,
  ]
  return says.filter(Boolean).join(" ") || "Nobody gains or loses access."
}

function names(teams: { name: string }[]): string {
  const all = teams.map(({ name }) => name)
  if (all.length > 3) return `${all.slice(0, 2).join(", ")} and ${all.length - 2} more teams`
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : (all[0] ?? "")
}
