import type { ReactNode } from "react"
import { EmptyState } from "./empty-state"
import { counted } from "./figure"
import { Pagination } from "./pagination"
import { SearchInput } from "./search-input"
import { Toolbar } from "./toolbar"

type ListFrameProps = {
  /** What the rows are: one, and many. */
  noun: readonly [one: string, many: string]
  page: { rows: readonly unknown[]; total: number; more: boolean; next: string | null; previous: string | null }
  q: string
  /** The list with something else asked. */
  href: (query: { q?: string; after?: string; before?: string }) => string
  /** Where the search looks, in a sentence. */
  searches: string
  /** While there is nothing: why it is worth having, and the one next act. */
  none: { why: string; action: { label: string; href: string } }
  children: ReactNode
}

/** Around a table that is searched and paged: the count, what stands there when it is empty, and the way to the next page. */
export function ListFrame({ noun: [one, many], page, q, href, searches, none, children }: ListFrameProps) {
  const { rows, total, more, next, previous } = page
  if (rows.length === 0 && !q && !previous)
    return (
      <EmptyState title={`No ${many} yet`} action={none.action}>
        {none.why}
      </EmptyState>
    )
  const count = more ? `1,000+ ${many}` : counted(total, one, many)
  return (
    <>
      <Toolbar end={count}>
        <SearchInput label={`Search ${many}`} />
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState
          title={q ? `No ${one} matches “${q}”` : "Nothing on this page"}
          action={{ label: q ? "Clear search" : "To the first page", href: href({}) }}
        >
          {searches}
        </EmptyState>
      ) : (
        children
      )}
      {(next || previous) && (
        <Pagination
          range={`${rows.length} of ${count}`}
          previousHref={previous ? href({ q, before: previous }) : undefined}
          nextHref={next ? href({ q, after: next }) : undefined}
        />
      )}
    </>
  )
}
