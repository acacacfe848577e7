import { NotEnabled } from "@/components/catalog/not-enabled"
import { askedFrom } from "@/components/connections/address"
import { LentList } from "@/components/connections/lent-list"
import { listLentConnections } from "@/lib/connections/list-lent"
import { listMyConnections } from "@/lib/connections/list-mine"
import { mayConnect } from "@/lib/connections/may-connect"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { OwnList } from "./own-list"
import { packedWith } from "./read"

export const metadata = { title: "Connections" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ConnectionsPage({ params, searchParams }: Props) {
  const { organization: slug } = await params
  const ctx = await answer(currentContext)
  if (!ctx.organization.connectivityEnabled) return <NotEnabled slug={slug} title="Connections" />
  const asked = askedFrom(await searchParams)
  const list = await packedWith(read(listMyConnections, asked as object))
  const lent = ctx.organization.kind === "client" ? await read(listLentConnections, {}) : undefined
  return (
    <>
      <OwnList title="Connections" place={{ slug, reach: "mine" }} asked={asked} read={list} mayConnect={mayConnect(ctx)} />
      {lent && <LentList slug={slug} lent={lent} />}
    </>
  )
}
