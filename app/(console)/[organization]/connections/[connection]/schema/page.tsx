import { troubleOf } from "@/components/connections/trouble"
import { SchemaBrowser } from "@/components/schemas/schema-browser"
import { findTrouble } from "@/lib/connections/trouble"
import { read } from "@/lib/doors/read"
import { browseSchema } from "@/lib/schemas/browse"
import { tablesInAddress } from "../find"

type Props = { params: Promise<{ organization: string; connection: string }>; searchParams: Promise<{ q?: string; after?: string }> }

export const generateMetadata = async ({ params }: Props) => ({
  title: `Schema · ${(await tablesInAddress((await params).connection)).name}`,
})

export default async function SchemaPage({ params, searchParams }: Props) {
  const { organization: slug, connection: id } = await params
  const { q = "", after } = await searchParams
  const connection = await tablesInAddress(id)
  const page = await read(browseSchema, { connectionId: connection.id, q, after })
  const facts = connection.may.edit && troubleOf(connection) ? await read(findTrouble, { connectionId: connection.id }) : undefined
  return <SchemaBrowser slug={slug} connection={connection} page={page} q={String(q)} paged={after !== undefined} facts={facts} />
}
