import { KeepFresh } from "@/components/live/live"
import { QueryList } from "@/components/queries/query-list"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { newestFilter } from "@/lib/dependents/model"
import { read } from "@/lib/doors/read"
import { listQueries } from "@/lib/queries/list"

export const metadata = { title: "Queries" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string>> }

export default async function QueriesPage({ params, searchParams }: Props) {
  const [{ organization: slug }, asked] = await Promise.all([params, searchParams])
  const filter = newestFilter.parse(asked)
  const page = await read(listQueries, filter)
  const action = page.total > 0 && { label: "New query", href: paths.newQuery(slug) }

  return (
    <>
      <KeepFresh />
      <PageHeader title="Queries" description="What is fetched from a connection for a destination." action={action} />
      <QueryList slug={slug} page={page} q={filter.q} />
    </>
  )
}
