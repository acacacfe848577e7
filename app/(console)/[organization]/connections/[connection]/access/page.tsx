import { forbidden } from "next/navigation"
import { TeamAccess } from "@/components/connections/team-access"
import { previewImpactAction } from "../../../actions"
import { changeAccessAction } from "../../actions"
import { connectionInAddress } from "../find"

type Props = { params: Promise<{ connection: string }> }

export const generateMetadata = async ({ params }: Props) => ({
  title: `Access · ${(await connectionInAddress((await params).connection)).name}`,
})

export default async function AccessPage({ params }: Props) {
  const connection = await connectionInAddress((await params).connection)
  if (!connection.may.edit) forbidden()
  return <TeamAccess key={connection.id} connection={connection} action={changeAccessAction} preview={previewImpactAction} />
}
