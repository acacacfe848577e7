import { forbidden } from "next/navigation"
import { WhoCanUseTable } from "@/components/connections/who-can-use"
import { whoCanUse } from "@/lib/connections/who-can-use"
import { read } from "@/lib/doors/read"
import { connectionInAddress } from "../find"

type Props = { params: Promise<{ connection: string }> }

export const generateMetadata = async ({ params }: Props) => ({
  title: `Who can use this · ${(await connectionInAddress((await params).connection)).name}`,
})

export default async function UsersPage({ params }: Props) {
  const connection = await connectionInAddress((await params).connection)
  if (!connection.may.edit) forbidden()
  return <WhoCanUseTable {...(await read(whoCanUse, { connectionId: connection.id }))} />
}
