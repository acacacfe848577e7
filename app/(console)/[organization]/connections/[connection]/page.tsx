import { ConnectionOverview } from "@/components/connections/connection-overview"
import { correctConnectionAction, recheckConnectionAction } from "../actions"
import { connectionInAddress } from "./find"

type Props = { params: Promise<{ organization: string; connection: string }> }

export const generateMetadata = async ({ params }: Props) => ({ title: (await connectionInAddress((await params).connection)).name })

export default async function ConnectionPage({ params }: Props) {
  const { organization: slug, connection: id } = await params
  const connection = await connectionInAddress(id)
  return <ConnectionOverview slug={slug} connection={connection} recheck={recheckConnectionAction} correct={correctConnectionAction} />
}
