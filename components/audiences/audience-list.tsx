import { EmptyState } from "@/components/ui/empty-state"
import { Pagination } from "@/components/ui/pagination"
import { SearchInput } from "@/components/ui/search-input"
import { Toolbar } from "@/components/ui/toolbar"
import type { AudiencePage } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import { AudienceTable } from "./audience-table"
import type { Remove } from "./remove-audience"

type AudienceListProps = { slug: string; page: AudiencePage; q: string; remove: Remove }

/** The list with its search, or what to do when there is nothing in it. */
export function AudienceList({ slug, page, q, remove }: AudienceListProps) {
  const { rows, total, more, next, previous } = page
  if (rows.length === 0 && !q && !previous)
    return (
      <EmptyState title="No audiences yet" action={{ label: "New audience", href: paths.newAudience(slug) }}>
        An audience is a filter over one table of a connection, counted on live data. Your team sees the audiences that are made in it.
      </EmptyState>
    )
  const many = `${more ? "1,000+" : total.toLocaleString("en-US")} ${total === 1 ? "audience" : "audiences"}`
  const href = (cursor: { after?: string; before?: string }) => paths.audiences(slug, { q, ...cursor })
  return (
    <>
      <Toolbar end={many}>
        <SearchInput label="Search audiences" />
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState
          title={q ? `No audience matches “${q}”` : "Nothing on this page"}
          action={{ label: q ? "Clear search" : "To the first page", href: paths.audiences(slug) }}
        >
          The search looks at the names of audiences and of their tables.
        </EmptyState>
      ) : (
        <AudienceTable slug={slug} rows={rows} remove={remove} />
      )}
      {(next || previous) && (
        <Pagination
          range={`${rows.length} of ${many}`}
          previousHref={previous ? href({ before: previous }) : undefined}
          nextHref={next ? href({ after: next }) : undefined}
        />
      )}
    </>
  )
}
