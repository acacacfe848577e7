import { ConnectionOverview } from "@/components/connections/connection-overview"
import { troubleOf } from "@/components/connections/trouble"
import { listRuns } from "@/lib/connections/list-runs"
import { findTrouble } from "@/lib/connections/trouble"
import { read } from "@/lib/doors/read"
import { reauthenticateConnectionAction, recheckConnectionAction } from "../actions"
import { connectionInAddress } from "./find"

type Props = { params: Promise<{ organization: string; connection: string }> }

export const generateMetadata = async ({ params }: Props) => ({ title: (await connectionInAddress((await params).connection)).name })

export default async function ConnectionPage({ params }: Props) {
  const { organization: slug, connection: id } = await params
  const connection = await connectionInAddress(id)
  const runs = connection.may.edit ? await read(listRuns, { connectionId: connection.id }) : []
  const facts = connection.may.edit && troubleOf(connection) ? await read(findTrouble, { connectionId: connection.id }) : undefined
  const actions = { recheck: recheckConnectionAction, reauthenticate: reauthenticateConnectionAction }
  return <ConnectionOverview slug={slug} connection={connection} runs={runs} facts={facts} {...actions} />
}
