import { paths } from "@/lib/base/paths"
import type { ConnectionFilter, Sort } from "@/lib/connections/model"
import type { Reach } from "./queries"

export type Asked = Record<string, string>

/** The list's own state as its address says it; what is usual is left out, so that links stay short. */
export function askedOf({ q, status, health, source, team, owner, sort, direction, after, before, size }: ConnectionFilter): Asked {
  const all = {
    q,
    status: status.join(","),
    health: health.join(","),
    source: source.join(","),
    team: team ?? "",
    owner: owner ?? "",
    sort: sort === "name" ? "" : sort,
    direction: direction === "asc" ? "" : direction,
    size: size === 50 ? "" : String(size),
    after: after ?? "",
    before: before ?? "",
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""))
}

/** Ways from one view of the list to another. A change of what is shown forgets the page one stood on. */
export function addressesOf(slug: string, reach: Reach, filter: ConnectionFilter) {
  const first = { ...filter, after: undefined, before: undefined }
  const to = (view: ConnectionFilter) => (reach === "panel" ? paths.sourceConnections : paths.connections)(slug, askedOf(view))
  const toggled = <T,>(list: readonly T[], one: T) => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one])
  return {
    clear: to({ ...first, q: "", status: [], health: [], source: [], team: undefined, owner: undefined }),
    without: (part: "status" | "source" | "team") => to({ ...first, [part]: part === "team" ? undefined : [] }),
    status: (one: ConnectionFilter["status"][number]) => to({ ...first, status: toggled(filter.status, one) }),
    source: (one: string) => to({ ...first, source: toggled(filter.source, one) }),
    team: (one: NonNullable<ConnectionFilter["team"]>) => to({ ...first, team: filter.team === one ? undefined : one }),
    size: (size: number) => to({ ...first, size }),
    after: (after: string) => to({ ...first, after }),
    before: (before: string) => to({ ...first, before }),
    sort: (sort: Sort) => {
      const direction = filter.sort === sort && filter.direction === "asc" ? "desc" : "asc"
      return { href: to({ ...first, sort, direction }), direction: filter.sort === sort ? (filter.direction === "asc" ? ("ascending" as const) : ("descending" as const)) : undefined }
    },
  }
}

export const isFiltered = ({ q, status, health, source, team, owner }: ConnectionFilter) =>
  q !== "" || status.length + health.length + source.length > 0 || team !== undefined || owner !== undefined
