import Link from "next/link"
import { statusLook } from "@/components/connections/words"
import { Section } from "@/components/ui/card"
import { StatusBadge } from "@/components/ui/status-badge"
import { paths } from "@/lib/base/paths"
import type { PlatformView } from "@/lib/catalog/model"

type PlatformConnectionsProps = { slug: string; name: string; view: PlatformView; listHref: string }

/** What is connected to the platform already, as far as this person may know. */
export function PlatformConnections({ slug, name, view: { connections, total, more }, listHref }: PlatformConnectionsProps) {
  const title = total === 0 ? "Connections" : `${more ? "1,000+" : total} ${total === 1 ? "connection" : "connections"}`
  return (
    <Section title={title}>
      {total === 0 && <p className="text-muted-foreground">Nothing is connected to {name} yet.</p>}
      {total > 0 && (
        <ul className="divide-y divide-border rounded-lg border border-border bg-card">
          {connections.map((connection) => (
            <li key={connection.id} className="grid gap-1 px-3 py-2">
              <Link
                href={paths.connection(slug, connection.id)}
                className="min-w-0 truncate rounded-sm font-semibold hover:underline hover:underline-offset-2"
              >
                <bdi>{connection.name}</bdi>
              </Link>
              <span className="flex flex-wrap items-center gap-2">
                <StatusBadge {...statusLook(connection)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {total > connections.length && (
        <Link href={listHref} className="mt-2 inline-block min-h-6 content-center text-primary underline underline-offset-2">
          See all of them
        </Link>
      )}
    </Section>
  )
}
