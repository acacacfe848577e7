import { DataSourceList } from "@/components/data-sources/data-source-list"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { listDataSources } from "@/lib/data-sources/list"
import { newestFilter } from "@/lib/dependents/model"
import { read } from "@/lib/doors/read"
import { removeDataSourceAction } from "./actions"

export const metadata = { title: "Data sources" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string>> }

export default async function DataSourcesPage({ params, searchParams }: Props) {
  const [{ organization: slug }, asked] = await Promise.all([params, searchParams])
  const filter = newestFilter.parse(asked)
  const page = await read(listDataSources, filter)
  const action = page.total > 0 && { label: "Add data source", href: paths.newDataSource(slug) }

  return (
    <>
      <KeepFresh />
      <PageHeader title="Data sources" description="Accounts, stores and properties that a connection reaches." action={action} />
      <DataSourceList slug={slug} page={page} q={filter.q} remove={removeDataSourceAction} />
    </>
  )
}
