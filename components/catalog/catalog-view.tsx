import Link from "next/link"
import { SearchInput } from "@/components/ui/search-input"
import { Toolbar } from "@/components/ui/toolbar"
import { paths } from "@/lib/base/paths"
import type { CatalogFilter, CatalogView as View } from "@/lib/catalog/model"
import { PlatformCard } from "./platform-card"
import { PlatformMissing } from "./platform-missing"
import type { RequestAction } from "./request-button"

type CatalogViewProps = { slug: string; filter: CatalogFilter; view: View; contact?: string; request: RequestAction }

/** Every platform, searched and filtered; both stand in the address. */
export function CatalogView({ slug, filter: { q, category }, view, contact, request }: CatalogViewProps) {
  const { entries, total, categories, nearest, wanted } = view
  const to = (next?: string) => paths.catalog(slug, { q, category: next })
  return (
    <>
      <Toolbar
        end={<span role="status">{entries.length === total ? `${total} platforms` : `${entries.length} of ${total} platforms`}</span>}
      >
        <SearchInput label="Search platforms" placeholder="Search name or category…" />
        <nav aria-label="Categories" className="max-md:w-full">
          <ul className="flex flex-wrap gap-1">
            {[undefined, ...categories].map((one) => (
              <li key={one ?? "all"}>
                <Link
                  href={to(one)}
                  scroll={false}
                  aria-current={one === category ? "true" : undefined}
                  className="inline-flex h-control items-center rounded-md border border-transparent px-2.5 text-muted-foreground hover:bg-hover aria-[current=true]:border-input aria-[current=true]:bg-card aria-[current=true]:font-semibold aria-[current=true]:text-foreground"
                >
                  {one ?? "All"}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </Toolbar>
      {entries.length > 0 && (
        <ul aria-label="Platforms" className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-3">
          {entries.map((entry) => (
            <PlatformCard key={entry.id} slug={slug} entry={entry} request={request} />
          ))}
        </ul>
      )}
      <PlatformMissing
        slug={slug}
        q={q}
        category={category}
        nothing={entries.length === 0}
        nearest={nearest}
        wanted={wanted}
        contact={contact}
        request={request}
      />
    </>
  )
}
