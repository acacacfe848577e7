import { KeepFresh } from "@/components/live/live"
import { KeeperHome } from "@/components/overview/keeper-home"
import { MarketerHome } from "@/components/overview/marketer-home"
import { PageHeader } from "@/components/ui/page-header"
import { listAudiences } from "@/lib/audiences/list"
import { listConnections } from "@/lib/connections/list"
import { listMyConnections } from "@/lib/connections/list-mine"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { allows } from "@/lib/doors/allows"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { needsOf } from "@/lib/overview/model"

// The layout's template holds for the pages below it, not for the one beside it.
export const generateMetadata = async () => ({ title: { absolute: `Home · ${(await answer(currentContext)).organization.name}` } })

export default async function HomePage() {
  const { actor, organization } = await answer(currentContext)
  return (
    <>
      <KeepFresh />
      <PageHeader title="Home" description={organization.name} />
      {actor.role === "marketer" ? <Using slug={organization.slug} /> : <Keeping slug={organization.slug} />}
    </>
  )
}

async function Using({ slug }: { slug: string }) {
  const [connections, { rows }] = await Promise.all([read(listUsableConnections, {}), read(listAudiences, { size: 10 })])
  return <MarketerHome slug={slug} connections={connections} audiences={rows} />
}

async function Keeping({ slug }: { slug: string }) {
  const keeps = await allows(listConnections)
  const some = (filter: object) => read(keeps ? listConnections : listMyConnections, filter)
  const [all, ...troubled] = await Promise.all([some({ size: 200 }), some({ status: ["Inactive"] }), some({ status: ["Processing"] })])
  return <KeeperHome slug={slug} keeps={keeps} needs={needsOf(troubled, all)} />
}
