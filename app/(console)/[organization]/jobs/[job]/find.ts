import "server-only"
import { notFound } from "next/navigation"
import { cache } from "react"
import { read } from "@/lib/doors/read"
import { findJob } from "@/lib/jobs/find"
import { jobRef } from "@/lib/jobs/model"

/** The job in the address, asked for once however many parts of the page need it. */
export const find = cache(async (id: string) => {
  const asked = jobRef.safeParse({ jobId: id })
  return asked.success ? read(findJob, asked.data) : notFound()
})
