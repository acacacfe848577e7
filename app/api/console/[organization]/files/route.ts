import { AppError } from "@/lib/base/errors"
import { contextFor } from "@/lib/doors/context"
import { refuse } from "@/lib/doors/route"
import { createFile } from "@/lib/files/create"

/** The one write over HTTP that a cookie may make: a file is streamed and fits into no form action. */
export async function POST(request: Request, { params }: { params: Promise<{ organization: string }> }): Promise<Response> {
  try {
    const ctx = await contextFor((await params).organization)
    const { body, headers } = request
    if (!body) throw new AppError("invalid", "Choose a file.", { file: ["Choose a file."] })
    const said = headers.get("content-length")
    const name = new URL(request.url).searchParams.get("name") ?? "upload.duckdb"
    const file = await createFile(ctx, { name, body, ...(said !== null && /^\d{1,15}$/.test(said) && { bytes: Number(said) }) })
    return Response.json(file, { status: 201, headers: { "cache-control": "no-store" } })
  } catch (error) {
    return refuse(error, "file.create")
  }
}
