import { forbidden } from "next/navigation"
import { ConnectionSettings } from "@/components/connections/connection-settings"
import { read } from "@/lib/doors/read"
import { listMembers } from "@/lib/members/list"
import { giveOwnershipAction, revokeReconnectLinkAction, sendReconnectLinkAction } from "../../actions"
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
  const members = connection.may.giveOwnership ? await read(listMembers, {}) : []
  const actions = { ...rowActions, sendLink: sendReconnectLinkAction, revokeLink: revokeReconnectLinkAction, give: giveOwnershipAction }
  return <ConnectionSettings slug={slug} connection={connection} members={members} actions={actions} />
}
