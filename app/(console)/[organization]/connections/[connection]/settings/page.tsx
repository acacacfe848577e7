import { forbidden } from "next/navigation"
import { ConnectionSettings } from "@/components/connections/connection-settings"
import { revokeReconnectLinkAction, sendReconnectLinkAction } from "../../actions"
import { rowActions } from "../../row-actions"
import { connectionInAddress } from "../find"

type Props = { params: Promise<{ organization: string; connection: string }> }

export const generateMetadata = async ({ params }: Props) => ({
  title: `Settings · ${(await connectionInAddress((await params).connection)).name}`,
})

export default async function SettingsPage({ params }: Props) {
  const { organization: slug, connection: id } = await params
  const connection = await connectionInAddress(id)
  if (!connection.may.edit) forbidden()
  const actions = { ...rowActions, sendLink: sendReconnectLinkAction, revokeLink: revokeReconnectLinkAction }
  return <ConnectionSettings slug={slug} connection={connection} actions={actions} />
}
