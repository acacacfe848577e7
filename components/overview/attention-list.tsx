import Link from "next/link"
import { Bidi } from "@/components/ui/bidi"
import { Button } from "@/components/ui/button"
import { StatusBadge } from "@/components/ui/status-badge"
import { paths } from "@/lib/base/paths"
import type { Attention } from "@/lib/overview/model"

export type Item = { id: string; name: string; locator: string; attention: Attention }

/** What wants somebody's hand, worst first, each with the one thing to do about it. */
export function AttentionList({ slug, items }: { slug: string; items: readonly Item[] }) {
  return (
    <ul className="divide-y divide-border rounded-lg border border-border bg-card">
      {items.map(({ id, name, locator, attention: { tone, word, reason, deed, trouble } }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-64">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link
                href={paths.connection(slug, id)}
                className="min-w-0 font-semibold hover:underline hover:underline-offset-2 [overflow-wrap:anywhere]"
              >
                <Bidi text={name} />
              </Link>
              <StatusBadge tone={tone} word={word} />
            </div>
            <p className="max-w-[80ch] text-muted-foreground [overflow-wrap:anywhere]">
              <Bidi text={reason} />
            </p>
            <p className="truncate font-mono text-faint text-xs">
              <Bidi text={locator} />
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            {trouble && (
              <Link
                href={`${paths.help(slug)}#${trouble}`}
                className="min-h-6 content-center max-md:min-h-11 text-primary text-xs underline underline-offset-2"
              >
                What to check<span className="sr-only"> for {name}</span>
              </Link>
            )}
            <Button asChild size="small">
              <Link href={paths.connection(slug, id)}>
                {deed}
                <span className="sr-only"> of {name}</span>
              </Link>
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}
