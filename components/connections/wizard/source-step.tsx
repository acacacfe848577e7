import Link from "next/link"
import { PlatformTile } from "@/components/connections/tile"
import { Banner } from "@/components/ui/banner"
import { paths } from "@/lib/base/paths"
import { manifests } from "@/lib/connectors/manifests"

/** Which platform. Every choice is a link; what was typed for another one is kept. */
export function SourceStep({
  slug,
  chosen,
  title,
  to,
}: {
  slug: string
  chosen?: string
  title: string
  to: (query: { platform: string }) => string
}) {
  return (
    <section aria-labelledby="source-step">
      <h2 id="source-step" className="pb-3 font-semibold text-md">
        {title}
      </h2>
      {chosen && (
        <Banner tone="warn" className="mb-3" title="This platform cannot be connected yet.">
          Choose one of these, or ask for it in the catalog.
        </Banner>
      )}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-3">
        {Object.values(manifests).map(({ id, name, category, description }) => (
          <li
            key={id}
            className="relative flex min-w-0 gap-3 rounded-lg border border-border bg-card p-4 focus-within:border-primary hover:border-input"
          >
            <PlatformTile platform={id} className="size-8 text-xs" />
            <div className="min-w-0">
              <h3 className="font-semibold text-md">
                <Link href={to({ platform: id })} className="rounded-lg after:absolute after:inset-0 after:rounded-lg">
                  {name}
                </Link>
              </h3>
              <p className="text-muted-foreground text-xs">{category}</p>
              <p className="mt-1.5 text-muted-foreground">{description}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-4 text-muted-foreground">
        Not among them?{" "}
        <Link href={paths.catalog(slug)} className="text-primary underline underline-offset-2">
          See what is coming, and ask for it
        </Link>
        .
      </p>
    </section>
  )
}
