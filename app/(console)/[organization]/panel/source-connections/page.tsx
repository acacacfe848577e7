import { Suspense } from "react"
import { askedFrom } from "@/components/connections/address"
import { TableSkeleton } from "@/components/ui/skeleton"
import { listConnections } from "@/lib/connections/list"
import { read } from "@/lib/doors/read"
import { packedWith } from "../../connections/read"
import { PanelList } from "./panel-list"

export const metadata = { title: "Source Connections · Organization Management Panel" }

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
  const list = await packedWith(read(listConnections, asked as object))
  return <PanelList title="Source Connections" place={{ slug, reach: "panel" }} asked={asked} read={list} mayConnect />
}
