import { notFound } from "next/navigation"
import { cache } from "react"
import { findAuthorization } from "@/lib/authorizations/find"
import { idOf } from "@/lib/base/ids"
import { read } from "@/lib/doors/read"

/** The authorization in the address, read once for the page and its title. An address that names none is not found. */
export const authorizationInAddress = cache(async (id: string) => {
  const known = idOf("con").safeParse(id)
  if (!known.success) notFound()
  return read(findAuthorization, { connectionId: known.data })
})
