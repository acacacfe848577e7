import "server-only"
import { notFound } from "next/navigation"
import { cache } from "react"
import { read } from "@/lib/doors/read"
import { findQuery } from "@/lib/queries/find"
import { queryRef } from "@/lib/queries/model"

/** The query in the address, asked for once however many parts of the page need it. */
export const find = cache(async (id: string) => {
  const asked = queryRef.safeParse({ queryId: id })
  return asked.success ? read(findQuery, asked.data) : notFound()
})
