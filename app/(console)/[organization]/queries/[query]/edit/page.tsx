import type { Metadata } from "next"
import { KeepFresh } from "@/components/live/live"
import { EditQueryForm } from "@/components/queries/edit-query-form"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { read } from "@/lib/doors/read"
import { listDestinations } from "@/lib/queries/destinations"
import { updateQueryAction } from "../../actions"
import { find } from "../find"

type Props = { params: Promise<{ organization: string; query: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${(await find((await params).query)).name} · Queries` }
}

export default async function EditQueryPage({ params }: Props) {
  const { organization: slug, query: id } = await params
  const [query, connections] = await Promise.all([find(id), read(listUsableConnections, {})])
  const destinations = await read(listDestinations, {})
  const way = [
    { label: "Queries", href: paths.queries(slug) },
    { label: query.name, href: paths.query(slug, id) },
  ]

  return (
    <>
      <KeepFresh />
      <PageHeader title="Edit query" breadcrumbs={way} />
      <EditQueryForm {...{ slug, query, connections, destinations }} update={updateQueryAction} />
    </>
  )
}
