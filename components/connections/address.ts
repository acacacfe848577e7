import type { Sort as SortLink } from "@/components/ui/table"
import { paths } from "@/lib/base/paths"
import type { Sort } from "@/lib/connections/states"
import type { Reach } from "./queries"

export type ListPlace = { slug: string; reach: Reach }
/** What stands in the address, as it stands there. */
export type Asked = Record<string, string>

const known = ["q", "status", "health", "lifecycle", "source", "team", "owner", "sort", "direction", "after", "before", "size"]

/** The parts of an address that the list understands; the rest is left behind. */
export const askedFrom = (params: Record<string, string | string[] | undefined>): Asked =>
  Object.fromEntries(known.flatMap((key) => (typeof params[key] === "string" && params[key] ? [[key, params[key]]] : [])))

const listPath = ({ slug, reach }: ListPlace, asked: Record<string, string | undefined>) =>
  reach === "panel" ? paths.sourceConnections(slug, asked) : paths.connections(slug, asked)

/** The same list with something else asked; a change forgets the page one stood on. */
export const withAsked = (place: ListPlace, asked: Asked, change: Record<string, string | undefined>) =>
  listPath(place, { ...asked, after: undefined, before: undefined, ...change })

export function sortHref(place: ListPlace, asked: Asked, sort: Sort): SortLink {
  const current = (asked.sort ?? "name") === sort
  const down = asked.direction === "desc"
  return {
    href: withAsked(place, asked, { sort, direction: current && !down ? "desc" : undefined }),
    ...(current && { direction: down ? "descending" : "ascending" }),
  }
}

/** The list with one value of a filter put on or taken off. */
export function toggleHref(place: ListPlace, asked: Asked, key: string, value: string): string {
  const chosen = (asked[key] ?? "").split(",").filter(Boolean)
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return withAsked(place, asked, { [key]: next.join(",") || undefined })
}

export const isFiltered = (asked: Asked) => ["q", "status", "health", "lifecycle", "source", "team", "owner"].some((key) => asked[key])
