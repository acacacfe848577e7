import { NotEnabled } from "@/components/catalog/not-enabled"
import { PlatformHeader } from "@/components/catalog/platform-header"
import { PlatformPage } from "@/components/catalog/platform-page"
import { may } from "@/lib/access/permissions"
import { paths } from "@/lib/base/paths"
import { egressAddresses } from "@/lib/catalog/egress"
import { findPlatform } from "@/lib/catalog/find"
import { mayConnect } from "@/lib/connections/may-connect"
import { catalog } from "@/lib/connectors/manifests"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { requestPlatformAction } from "../actions"

type Props = { params: Promise<{ platform: string }> }

const named = (id: string) => catalog.find((platform) => platform.id === id)

export const generateMetadata = async ({ params }: Props) => ({ title: `${named((await params).platform)?.name ?? "Not found"} · Catalog` })

export default async function Platform({ params }: Props) {
  const ctx = await answer(currentContext)
  const { slug, connectivityEnabled } = ctx.organization
  if (!connectivityEnabled) return <NotEnabled slug={slug} title="Catalog" />
  const view = await read(findPlatform, { platform: (await params).platform })
  const platform = named(view.id)
  if (!platform) return null
  const list = may(ctx.actor.role, "connection.list") ? paths.sourceConnections : paths.connections

  return (
    <>
      <PlatformHeader slug={slug} platform={platform} mayConnect={mayConnect(ctx)} />
      <PlatformPage
        {...{ slug, platform, view }}
        egress={egressAddresses()}
        listHref={list(slug, { source: view.id })}
        request={requestPlatformAction}
      />
    </>
  )
}
