import { askedFrom } from "@/components/connections/address"
import { ConnectionList } from "@/components/connections/connection-list"
import { listConnections } from "@/lib/connections/list"
import { read } from "@/lib/doors/read"
import { listTeams } from "@/lib/teams/list"
import { cancelRefreshAction, refreshConnectionAction } from "../../connections/actions"

export const metadata = { title: "Source Connections · Organization Management Panel" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SourceConnectionsPage({ params, searchParams }: Props) {
  const { organization: slug } = await params
  const asked = askedFrom(await searchParams)
  const [page, teams] = await Promise.all([read(listConnections, asked as object), read(listTeams, {})])
  const actions = { refresh: refreshConnectionAction, cancel: cancelRefreshAction }
  return (
    <ConnectionList
      title="Source Connections"
      place={{ slug, reach: "panel" }}
      asked={asked}
      page={page}
      teams={teams}
      actions={actions}
      mayConnect
    />
  )
}
