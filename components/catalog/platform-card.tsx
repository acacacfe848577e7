import Link from "next/link"
import { PlatformTile } from "@/components/connections/tile"
import { Badge } from "@/components/ui/badge"
import { StatusIcon } from "@/components/ui/status-icon"
import { paths } from "@/lib/base/paths"
import type { CatalogEntry } from "@/lib/catalog/model"
import { type RequestAction, RequestButton } from "./request-button"

type PlatformCardProps = { slug: string; entry: CatalogEntry; request: RequestAction }

/** One platform. The whole card leads to its page; what is not there yet can be asked for. */
export function PlatformCard({ slug, entry, request }: PlatformCardProps) {
  const { id, name, category, maturity, description, methods, connections, requested } = entry
  const coming = maturity === "Coming soon"
  return (
    <li
      data-slot="platform-card"
      className="relative flex min-w-0 flex-col rounded-lg border border-border bg-card p-4 focus-within:border-primary hover:border-input"
    >
      <div className="flex items-start gap-3">
        <PlatformTile platform={id} className="size-8 text-xs" />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-md">
            <Link href={paths.platform(slug, id)} className="rounded-lg after:absolute after:inset-0 after:rounded-lg">
              {name}
            </Link>
          </h2>
          <p className="text-muted-foreground text-xs">{category}</p>
        </div>
        {maturity !== "Available" && <Badge tone={coming ? "idle" : "run"}>{maturity}</Badge>}
      </div>
      <p className="mt-2.5 flex-1 text-muted-foreground">{description}</p>
      <div className="mt-3 flex min-h-7 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-border border-t pt-2.5 text-xs">
        {coming ? <span className="text-muted-foreground">Not available yet</span> : <Standing connections={connections} />}
        {coming ? (
          <span className="relative z-[1]">
            <RequestButton platform={id} name={name} requested={requested} action={request} />
          </span>
        ) : (
          <span className="truncate text-faint">{methods.join(", ")}</span>
        )}
      </div>
    </li>
  )
}

function Standing({ connections }: { connections: number }) {
  if (connections === 0) return <span className="text-muted-foreground">Not connected</span>
  return (
    <span className="inline-flex items-center gap-1.5 font-medium text-ok">
      <StatusIcon name="check" />
      Connected · {connections.toLocaleString("en-US")} {connections === 1 ? "connection" : "connections"}
    </span>
  )
}
