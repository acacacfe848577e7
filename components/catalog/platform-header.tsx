import Link from "next/link"
import { PlatformTile } from "@/components/connections/tile"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import type { Announced, Manifest } from "@/lib/connectors/connector"

/** What it is called, and the way to connect it. */
export function PlatformHeader({
  slug,
  platform: { id, name, description, maturity },
  mayConnect,
}: {
  slug: string
  platform: Manifest | Announced
  mayConnect: boolean
}) {
  const coming = maturity === "Coming soon"
  return (
    <PageHeader
      breadcrumbs={[{ label: "Catalog", href: paths.catalog(slug) }]}
      title={
        <span className="inline-flex items-center gap-2.5">
          <PlatformTile platform={id} className="size-7 text-xs" />
          {name}
        </span>
      }
      status={<Badge tone={coming ? "idle" : maturity === "Beta" ? "run" : "ok"}>{maturity}</Badge>}
      description={description}
      actions={
        !coming && (
          <Button asChild>
            <Link href={paths.platformGuide(slug, id)}>Set-up guide</Link>
          </Button>
        )
      }
      action={!coming && mayConnect && { label: "Connect", href: paths.newConnection(slug, { platform: id }) }}
    />
  )
}
