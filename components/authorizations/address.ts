import type { Sort as SortLink } from "@/components/ui/table"
import type { AuthorizationSort } from "@/lib/authorizations/states"
import { paths } from "@/lib/base/paths"

/** What stands in the address, as it stands there. */
export type Asked = Record<string, string>

const filters = ["q", "status", "provider"]
const known = [...filters, "sort", "direction", "after", "before", "size"]

/** The parts of an address that the dashboard understands; the rest is left behind. */
export const askedFrom = (params: Record<string, string | string[] | undefined>): Asked =>
  Object.fromEntries(known.flatMap((key) => (typeof params[key] === "string" && params[key] ? [[key, params[key]]] : [])))
export const isFiltered = (asked: Asked) => filters.some((key) => asked[key])

/** The same list with something else asked; a change forgets the page one stood on. */
export const withAsked = (slug: string, asked: Asked, change: Record<string, string | undefined>) =>
  paths.authorizations(slug, { ...asked, after: undefined, before: undefined, ...change })

export function sortLink(slug: string, asked: Asked, sort: AuthorizationSort): SortLink {
  const current = asked.sort === sort
  const down = asked.direction === "desc"
  return {
    href: withAsked(slug, asked, { sort, direction: current && !down ? "desc" : undefined }),
    ...(current && { direction: down ? "descending" : "ascending" }),
  }
}

/** With one value of a filter put on or taken off. */
export function toggled(slug: string, asked: Asked, key: string, value: string): string {
  const chosen = chosenOf(asked, key)
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return withAsked(slug, asked, { [key]: next.join(",") || undefined })
}
export const chosenOf = (asked: Asked, key: string) => (asked[key] ?? "").split(",").filter(Boolean)
