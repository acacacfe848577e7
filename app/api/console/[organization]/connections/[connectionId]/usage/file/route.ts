import { AppError } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import { contextFor } from "@/lib/doors/context"
import { refuse } from "@/lib/doors/route"
import { usageCsv } from "@/lib/usage/csv"
import { usageOf } from "@/lib/usage/find"

type Props = { params: Promise<{ organization: string; connectionId: string }> }

/** The points of the chart as a file. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  try {
    const { organization, connectionId } = await params
    const asked = Object.fromEntries(new URL(request.url).searchParams)
    // What stands in the address is unknown; the verb's own schema decides whether it is an id.
    const usage = await usageOf(await contextFor(organization), { ...asked, connectionId: connectionId as ConnectionId })
    if (!usage.metrics) throw new AppError("invalid", "Metrics are not available for this provider yet.")
    return new Response(usageCsv(usage), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="requests-${usage.window}-by-${usage.granularity}.csv"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    })
  } catch (error) {
    return refuse(error, usageOf.verb)
  }
}
