import Link from "next/link"
import { Bidi } from "@/components/ui/bidi"
import { Section } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { StatusBadge } from "@/components/ui/status-badge"
import type { AudienceRow } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"

type MarketerHomeProps = { slug: string; connections: readonly UsableConnection[]; audiences: readonly AudienceRow[] }

/** For those who use connections: what they may use now, and the audiences they work on. */
export function MarketerHome({ slug, connections, audiences }: MarketerHomeProps) {
  return (
    <div className="grid gap-7 rail:grid-cols-2">
      <Section title="Connections you may use">
        {connections.length === 0 ? (
          <EmptyState
            level={3}
            title="Nothing is shared with your team yet"
            action={{ label: "Request access", href: paths.requests(slug) }}
          >
            An owner or admin of the organization decides which team may use which connection. Ask them for the one that you need.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-border rounded-lg border border-border bg-card">
            {connections.map(({ id, name, locator, usable, explanation }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5">
                <div className="min-w-0">
                  <p className="font-semibold [overflow-wrap:anywhere]">
                    <Bidi text={name} />
                  </p>
                  <p className="truncate font-mono text-faint text-xs">
                    <Bidi text={locator} />
                  </p>
                  {explanation && <p className="text-muted-foreground">{explanation}</p>}
                </div>
                {usable ? (
                  <Link
                    href={paths.newAudience(slug, { connection: id })}
                    className="min-h-6 content-center max-md:min-h-11 text-primary underline underline-offset-2"
                  >
                    Build an audience<span className="sr-only"> on {name}</span>
                  </Link>
                ) : (
                  <StatusBadge tone="idle" word="Not usable now" />
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Audiences">
        {audiences.length === 0 ? (
          <EmptyState level={3} title="No audiences yet" action={{ label: "New audience", href: paths.newAudience(slug) }}>
            An audience is a filter over one table, counted live in the source.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-border rounded-lg border border-border bg-card">
            {audiences.map(({ id, name, lastCount, flag }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5">
                <Link
                  href={paths.audience(slug, id)}
                  className="min-w-0 font-semibold hover:underline hover:underline-offset-2 [overflow-wrap:anywhere]"
                >
                  <Bidi text={name} />
                </Link>
                {flag ? <StatusBadge tone="bad" word="Stopped" reason={flag.explanation} /> : <Counted count={lastCount} />}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

const Counted = ({ count }: { count: number | null }) => (
  <span className="text-muted-foreground">{count === null ? "Not counted yet" : `${count.toLocaleString("en-US")} rows`}</span>
)
