import { notFound } from "next/navigation"
import { cache } from "react"
import { idOf } from "@/lib/base/ids"
import { connectionDetail } from "@/lib/connections/detail"
import { read } from "@/lib/doors/read"

/** The connection in the address, read once for the layout and the tab under it. An address that names none is not found. */
export const connectionInAddress = cache(async (id: string) => {
  const known = idOf("con").safeParse(id)
  if (!known.success) notFound()
  return read(connectionDetail, { connectionId: known.data })
})

/** The same for what only tables have: a tool has no such page. */
export async function tablesInAddress(id: string) {
  const connection = await connectionInAddress(id)
  return connection.hasTables ? connection : notFound()
}
