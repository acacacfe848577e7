import { KeeperHome } from "@/components/overview/keeper-home"
import { MarketerHome } from "@/components/overview/marketer-home"
import { PageHeader } from "@/components/ui/page-header"
import { listAudiences } from "@/lib/audiences/list"
import { paths } from "@/lib/base/paths"
import { listConnections } from "@/lib/connections/list"
import { listMyConnections } from "@/lib/connections/list-mine"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { allows } from "@/lib/doors/allows"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { needsOf } from "@/lib/overview/model"

export const metadata = { title: "Home" }

export default async function HomePage() {
  const { actor, organization } = await answer(currentContext)
  const { slug } = organization
  if (actor.role === "marketer") {
    const [connections, audiences] = await Promise.all([read(listUsableConnections, {}), read(listAudiences, { size: 10 })])
    return (
      <>
        <PageHeader title="Home" description={organization.name} />
        <MarketerHome slug={slug} connections={connections} audiences={audiences.rows} />
      </>
    )
  }
  const keeps = await allows(listConnections)
  const list = keeps ? listConnections : listMyConnections
  const [all, ...troubled] = await Promise.all([
    read(list, { size: 200 }),
    ...(["Inactive", "Processing"] as const).map((status) => read(list, { status: [status], size: 50 })),
  ])
  return (
    <>
      <PageHeader title="Home" description={organization.name} />
      <KeeperHome
        slug={slug}
        needs={needsOf(troubled, all)}
        mayConnect
        allHref={keeps ? paths.sourceConnections(slug) : paths.connections(slug)}
      />
    </>
  )
}
