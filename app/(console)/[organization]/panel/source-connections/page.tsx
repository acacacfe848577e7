import { Suspense } from "react"
import { askedFrom } from "@/components/connections/address"
import { ConnectionList } from "@/components/connections/connection-list"
import { TableSkeleton } from "@/components/ui/skeleton"
import { listConnections } from "@/lib/connections/list"
import { read } from "@/lib/doors/read"
import { listTeamNames } from "@/lib/teams/names"
import { rowActions } from "../../connections/row-actions"
import { bulkConnectionsAction, matchConnectionsAction, previewBulkAction } from "./actions"

export const metadata = { title: "Source Connections · Organization Management Panel" }

const bulkActions = { match: matchConnectionsAction, preview: previewBulkAction, act: bulkConnectionsAction }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default function SourceConnectionsPage(props: Props) {
  return (
    <Suspense fallback={<TableSkeleton label="Reading the connections" columns={8} />}>
      <List {...props} />
    </Suspense>
  )
}

async function List({ params, searchParams }: Props) {
  const { organization: slug } = await params
  const asked = askedFrom(await searchParams)
  const [page, teams] = await Promise.all([read(listConnections, asked as object), read(listTeamNames, {})])
  const place = { slug, reach: "panel" as const }
  const list = { title: "Source Connections", place, asked, page, teams, actions: rowActions, mayConnect: true }
  return <ConnectionList {...list} bulk={{ actions: bulkActions }} />
}
