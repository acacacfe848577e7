import { CatalogView } from "@/components/catalog/catalog-view"
import { NotEnabled } from "@/components/catalog/not-enabled"
import { PageHeader } from "@/components/ui/page-header"
import { listCatalog } from "@/lib/catalog/list"
import { catalogFilter } from "@/lib/catalog/model"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { supportOf } from "@/lib/overview/support"
import { requestPlatformAction } from "./actions"

export const metadata = { title: "Catalog" }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function CatalogPage({ searchParams }: Props) {
  const { slug, connectivityEnabled } = (await answer(currentContext)).organization
  if (!connectivityEnabled) return <NotEnabled slug={slug} title="Catalog" />
  const filter = catalogFilter.parse(await searchParams)
  const view = await read(listCatalog, filter)
  const { mail, web } = supportOf()

  return (
    <>
      <PageHeader title="Catalog" description="Sources that Patchbay can reach. Each can be connected as often as you need." />
      <CatalogView slug={slug} filter={filter} view={view} contact={mail ?? web} request={requestPlatformAction} />
    </>
  )
}
