import { AskKeepers } from "@/components/audiences/ask-keepers"
import { AddDataSource } from "@/components/data-sources/add-data-source"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { mayConnect } from "@/lib/connections/may-connect"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { listKeepers } from "@/lib/members/keepers"
import { createDataSourceAction } from "../actions"

export const metadata = { title: "Add data source" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<{ connection?: string }> }

export default async function NewDataSourcePage({ params, searchParams }: Props) {
  const [{ organization: slug }, { connection: first }] = await Promise.all([params, searchParams])
  const [connections, keepers] = await Promise.all([read(listUsableConnections, {}), read(listKeepers, {})])
  const given = { slug, connections, first, mayConnect: mayConnect(await answer(currentContext)) }

  return (
    <>
      <KeepFresh />
      <PageHeader title="Add data source" breadcrumbs={[{ label: "Data sources", href: paths.dataSources(slug) }]} />
      <AddDataSource {...given} create={createDataSourceAction} nobody={<AskKeepers what="A data source" keepers={keepers} />} />
    </>
  )
}
