import { ReconnectPage } from "@/components/connections/reconnect-page"
import { lookAtReconnectLink } from "@/lib/connections/reconnect"
import { read } from "@/lib/doors/read"
import { reconnectAction } from "../../connections/actions"

export const metadata = { title: "Reconnect" }

type Props = { params: Promise<{ organization: string; token: string }> }

export default async function Reconnect({ params }: Props) {
  const { organization: slug, token } = await params
  const connection = await read(lookAtReconnectLink, { token })
  return <ReconnectPage slug={slug} token={token} connection={connection} action={reconnectAction} />
}
