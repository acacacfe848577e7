import Link from "next/link"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { FilterChip } from "@/components/ui/filter-chip"
import { Pagination } from "@/components/ui/pagination"
import { SearchInput } from "@/components/ui/search-input"
import { Toolbar } from "@/components/ui/toolbar"
import type { AuthorizationPage } from "@/lib/authorizations/model"
import { paths } from "@/lib/base/paths"
import { healths } from "@/lib/connections/states"
import { manifests } from "@/lib/connectors/manifests"
import { type Asked, chosenOf, isFiltered, toggled, withAsked } from "./address"
import { AuthorizationTable } from "./authorization-table"
import type { CheckNow } from "./check-now"

type Props = { slug: string; asked: Asked; page: AuthorizationPage; create: { label: string; href: string }; check: CheckNow }

/** The dashboard with its search and filters, and what it says when there is nothing to show. */
export function AuthorizationList({ slug, asked, page, create, check }: Props) {
  const { rows, next, previous } = page
  const bare = rows.length === 0 && !isFiltered(asked) && !previous && !asked.after
  if (bare)
    return (
      <EmptyState title="No authorizations yet" action={create}>
        An authorization is the login to one platform. Create it once; connections, audiences, queries and jobs use it without seeing the
        credential.
      </EmptyState>
    )
  const many = totalWords(page)
  return (
    <>
      <Tools slug={slug} asked={asked} many={many} />
      {rows.length === 0 ? (
        <EmptyState
          title={isFiltered(asked) ? "No authorization matches" : "Nothing on this page"}
          action={{ label: isFiltered(asked) ? "Clear filters" : "To the first page", href: paths.authorizations(slug) }}
        >
          The search looks at labels, descriptions, providers and the people who created them.
        </EmptyState>
      ) : (
        <AuthorizationTable slug={slug} rows={rows} asked={asked} check={check} />
      )}
      {(next || previous) && (
        <Pagination
          range={`${rows.length} of ${many}`}
          previousHref={previous ? withAsked(slug, asked, { before: previous }) : undefined}
          nextHref={next ? withAsked(slug, asked, { after: next }) : undefined}
        />
      )}
    </>
  )
}

const totalWords = ({ total, more }: AuthorizationPage) =>
  `${total.toLocaleString("en")}${more ? "+" : ""} ${total === 1 && !more ? "authorization" : "authorizations"}`

function Tools({ slug, asked, many }: { slug: string; asked: Asked; many: string }) {
  const chip = (label: string, key: string, of: { value: string; label: string }[]) => (
    <FilterChip
      label={label}
      selected={chosenOf(asked, key)}
      options={of.map((one) => ({ ...one, href: toggled(slug, asked, key, one.value) }))}
      clearHref={withAsked(slug, asked, { [key]: undefined })}
    />
  )
  return (
    <Toolbar
      end={
        <>
          {asked.sort && (
            <Button asChild variant="ghost" size="small">
              <Link href={withAsked(slug, asked, { sort: undefined, direction: undefined })} scroll={false}>
                What needs attention first
              </Link>
            </Button>
          )}
          <span>{many}</span>
        </>
      }
    >
      <SearchInput label="Search authorizations" placeholder="Search label, provider or person…" />
      {chip(
        "Status",
        "status",
        healths.map((health) => ({ value: health, label: health })),
      )}
      {chip(
        "Provider",
        "provider",
        Object.values(manifests).map(({ id, name }) => ({ value: id, label: name })),
      )}
    </Toolbar>
  )
}
