import type { ReactNode } from "react"
import { ConnectionHeader } from "@/components/connections/connection-header"
import { KeepFresh } from "@/components/live/live"
import { TabsLinks } from "@/components/ui/tabs-links"
import { personOf } from "@/lib/access/context"
import { paths } from "@/lib/base/paths"
import { currentContext } from "@/lib/doors/context"
import { recheckConnectionAction } from "../actions"
import { rowActions } from "../row-actions"
import { connectionInAddress } from "./find"

type Props = { params: Promise<{ organization: string; connection: string }>; children: ReactNode }

export default async function ConnectionLayout({ params, children }: Props) {
  const { organization: slug, connection: id } = await params
  const connection = await connectionInAddress(id)
  const governs = connection.may.edit === true
  // A marketer's way to a schema is use; others read it because they see the connection.
  const reads = governs || connection.may.use === true || personOf(await currentContext()).role !== "marketer"
  const tabs = [
    { label: "Overview", href: paths.connection(slug, id) },
    ...(governs
      ? [
          { label: "Access", href: paths.connectionAccess(slug, id) },
          { label: "Who can use this", href: paths.connectionUsers(slug, id) },
        ]
      : []),
    ...(reads && connection.hasTables
      ? [
          { label: "Schema", href: paths.connectionSchema(slug, id) },
          { label: "Changes", href: paths.connectionChanges(slug, id) },
        ]
      : []),
    ...(governs ? [{ label: "Settings", href: paths.connectionSettings(slug, id) }] : []),
  ]
  return (
    <>
      <KeepFresh />
      <ConnectionHeader slug={slug} connection={connection} actions={{ ...rowActions, recheck: recheckConnectionAction }} />
      <TabsLinks label="Connection" items={tabs} className="mb-5" />
      {children}
    </>
  )
}
