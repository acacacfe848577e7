import type { Metadata } from "next"
import { KeepFresh } from "@/components/live/live"
import { QueryActs } from "@/components/queries/query-acts"
import { QueryView } from "@/components/queries/query-view"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { mayConnect } from "@/lib/connections/may-connect"
import { currentContext } from "@/lib/doors/context"
import { answer } from "@/lib/doors/read"
import { refreshQueryAction, removeQueryAction } from "../actions"
import { find } from "./find"

type Props = { params: Promise<{ organization: string; query: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await find((await params).query)).name} · Queries` }
}

export default async function QueryPage({ params }: Props) {
  const { organization: slug, query: id } = await params
  const [query, ctx] = await Promise.all([find(id), answer(currentContext)])

  return (
    <>
      <KeepFresh />
      <PageHeader
        title={query.name}
        breadcrumbs={[{ label: "Queries", href: paths.queries(slug) }]}
        actions={<QueryActs slug={slug} query={query} refresh={refreshQueryAction} />}
      />
      <QueryView slug={slug} query={query} mayConnect={mayConnect(ctx)} remove={removeQueryAction} />
    </>
  )
}
