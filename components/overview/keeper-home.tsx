import Link from "next/link"
import { Section } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { RelativeTime } from "@/components/ui/relative-time"
import { paths } from "@/lib/base/paths"
import type { Needs } from "@/lib/overview/model"
import { AttentionList } from "./attention-list"

/** `keeps`: every connection of the organization; else the own and the shared ones. */
type KeeperHomeProps = { slug: string; needs: Needs; keeps: boolean }

/** For those who look after connections: what needs attention, else that all is well. */
export function KeeperHome({ slug, needs, keeps }: KeeperHomeProps) {
  const allHref = keeps ? paths.sourceConnections(slug) : paths.connections(slug)
  const { items, total, more, lastRefresh } = needs
  if (total === 0)
    return (
      <EmptyState title="No connections yet" action={{ label: "Connect a source", href: paths.catalog(slug) }}>
        Connect a database or a file, and the teams that you choose can build audiences on its live data.
      </EmptyState>
    )
  if (items.length === 0)
    return (
      <EmptyState
        title={total === 1 ? "The connection works" : `All ${count(total, more)} connections work`}
        action={{ label: "See the connections", href: allHref }}
      >
        {lastRefresh ? (
          <>
            Newest schema reading: <RelativeTime at={lastRefresh} />.
          </>
        ) : (
          "Nothing needs attention."
        )}
      </EmptyState>
    )
  return (
    <Section
      title="Needs attention"
      description={`${items.length} of ${count(total, more)} ${total === 1 ? "connection" : "connections"}`}
      actions={
        <Link href={allHref} className="min-h-6 content-center max-md:min-h-11 text-primary underline underline-offset-2">
          See all connections
        </Link>
      }
    >
      <AttentionList slug={slug} items={items} />
    </Section>
  )
}

const count = (total: number, more: boolean) => `${total.toLocaleString("en-US")}${more ? "+" : ""}`
