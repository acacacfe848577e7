import { countAudience } from "@/lib/audiences/count"
import { AppError } from "@/lib/base/errors"
import { contextFor } from "@/lib/doors/context"
import { refuse } from "@/lib/doors/route"
import type { CountAsked } from "@/lib/questions/model"

const mostBytes = 512 * 1024

/**
 * A live count. It changes nothing, yet it is a POST: a filter holds names and addresses of people and up to hundreds of values, which belong
 * neither into an address nor into the log of a proxy. `proxy.ts` refuses it from any page but ours. When the browser hangs up the source is told to stop.
 */
export async function POST(request: Request, { params }: { params: Promise<{ organization: string }> }): Promise<Response> {
  try {
    const ctx = await contextFor((await params).organization)
    const text = await request.text()
    if (text.length > mostBytes) throw new AppError("invalid", "The filter is too long. Take some values away.")
    // What arrives is unknown; the verb's own schema decides whether it is an input.
    const counted = await countAudience(ctx, JSON.parse(text) as CountAsked, request.signal)
    return Response.json(counted, { headers: { "cache-control": "no-store" } })
  } catch (error) {
    // Nobody is left to read this.
    if (request.signal.aborted) return new Response(null, { status: 499 })
    return refuse(error instanceof SyntaxError ? new AppError("invalid", "The question could not be read.") : error, countAudience.verb)
  }
}
