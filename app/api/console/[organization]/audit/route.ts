import { Readable } from "node:stream"
import { auditLines, exportAudit } from "@/lib/audit/export"
import { contextFor } from "@/lib/doors/context"
import { refuse } from "@/lib/doors/route"

const types = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson" }

/** The audit log as a file. Taking it out is itself a line of the log. */
export async function GET(request: Request, { params }: { params: Promise<{ organization: string }> }): Promise<Response> {
  try {
    const ctx = await contextFor((await params).organization)
    const { id: _, ...asked } = await exportAudit(ctx, Object.fromEntries(new URL(request.url).searchParams) as { format: "csv" })
    const lines = auditLines(ctx, asked)
    const name = `audit-${ctx.organization.slug}.${asked.format}`
    const headers = {
      "content-type": types[asked.format],
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    }
    return new Response(Readable.toWeb(Readable.from(lines)) as ReadableStream<Uint8Array>, { headers })
  } catch (error) {
    return refuse(error, "audit.export")
  }
}
