import { SchemaChanges } from "@/components/schemas/schema-changes"
import { read } from "@/lib/doors/read"
import { listChanges } from "@/lib/schemas/list-changes"
import { tablesInAddress } from "../find"

type Props = { params: Promise<{ organization: string; connection: string }>; searchParams: Promise<{ number?: string }> }

export const generateMetadata = async ({ params }: Props) => ({
  title: `Changes · ${(await tablesInAddress((await params).connection)).name}`,
})

export default async function ChangesPage({ params, searchParams }: Props) {
  const { organization: slug, connection: id } = await params
  const connection = await tablesInAddress(id)
  const view = await read(listChanges, { connectionId: connection.id, number: (await searchParams).number })
  return <SchemaChanges slug={slug} connectionId={connection.id} view={view} />
}
