import "server-only"
import type { Context } from "@/lib/access/context"
import type { Query } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { contextFor } from "./context"
import { refuse } from "./route"

const mostBytes = 512 * 1024

/**
 * The door for questions about rows. They change nothing, yet each is a POST: a filter holds names and addresses of people and up to hundreds
 * of values, which belong neither into an address nor into the log of a proxy. When the browser hangs up the source is told to
 * stop.
 */
export function question<I, O>(verb: Query<I, O> & ((ctx: Context, input: I, signal?: AbortSignal) => Promise<O>)) {
  return async (request: Request, { params }: { params: Promise<{ organization: string }> }): Promise<Response> => {
    try {
      const ctx = await contextFor((await params).organization)
      const text = await request.text()
      if (text.length > mostBytes) throw new AppError("invalid", "The filter is too long. Take some values away.")
      // What arrives is unknown; the verb's own schema decides whether it is an input.
      return Response.json(await verb(ctx, JSON.parse(text) as I, request.signal), { headers: { "cache-control": "no-store" } })
    } catch (error) {
      // Nobody is left to read this.
      if (request.signal.aborted) return new Response(null, { status: 499 })
      return refuse(error instanceof SyntaxError ? new AppError("invalid", "The question could not be read.") : error, verb.verb)
    }
  }
}
