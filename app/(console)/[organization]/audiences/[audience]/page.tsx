import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { cache } from "react"
import { AudienceEditor } from "@/components/audiences/audience-editor"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { findAudience } from "@/lib/audiences/find"
import { audienceRef } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { read } from "@/lib/doors/read"
import { removeAudienceAction, updateAudienceAction } from "../actions"

const deeds = { update: updateAudienceAction, remove: removeAudienceAction }
type Props = { params: Promise<{ organization: string; audience: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await find((await params).audience)).name} · Audiences` }
}

export default async function AudiencePage({ params }: Props) {
  const { organization: slug, audience: id } = await params
  const [audience, connections] = await Promise.all([find(id), read(listUsableConnections, {})])

  return (
    <>
      <KeepFresh />
      <PageHeader title={audience.name} breadcrumbs={[{ label: "Audiences", href: paths.audiences(slug) }]} />
      <AudienceEditor slug={slug} audience={audience} connections={connections} {...deeds} />
    </>
  )
}

const find = cache(async (id: string) => {
  const asked = audienceRef.safeParse({ audienceId: id })
  return asked.success ? read(findAudience, asked.data) : notFound()
})
