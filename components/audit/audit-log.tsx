import { EmptyState } from "@/components/ui/empty-state"
import { Pagination } from "@/components/ui/pagination"
import type { AuditFilter, AuditPage } from "@/lib/audit/model"
import { paths } from "@/lib/base/paths"
import { addressOf } from "./address"
import { AuditTable, type RevertActions } from "./audit-table"
import { AuditToolbar } from "./audit-toolbar"

type Props = RevertActions & { slug: string; page: AuditPage; filter: AuditFilter; people: readonly { id: string; name: string }[] }

/** The log with its search, its filters and its files. */
export function AuditLog({ slug, page, filter, people, ...acts }: Props) {
  const { rows, total, more, next, previous } = page
  const many = `${more ? "1,000+" : total.toLocaleString("en-US")} ${total === 1 ? "line" : "lines"}`
  const asked = addressOf(filter)
  return (
    <>
      <AuditToolbar slug={slug} filter={filter} people={people} many={many} />
      {rows.length === 0 ? (
        <EmptyState title="No line matches" action={{ label: "Clear filters", href: paths.audit(slug) }}>
          Nothing of the kind was done in this time.
        </EmptyState>
      ) : (
        <AuditTable slug={slug} rows={rows} {...acts} />
      )}
      {(next || previous) && (
        <Pagination
          range={`${rows.length} of ${many}`}
          previousHref={previous ? paths.audit(slug, { ...asked, before: previous }) : undefined}
          nextHref={next ? paths.audit(slug, { ...asked, after: next }) : undefined}
        />
      )}
    </>
  )
}
