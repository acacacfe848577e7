import "server-only"
import type { Query } from "@/lib/access/verb"
import { type Failure, toFailure } from "@/lib/base/errors"
import { report } from "@/lib/base/log"
import { contextFor } from "./context"

export const statusOf: Record<Failure["code"], number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  limited: 429,
  unavailable: 503,
  internal: 500,
}

export const refuse = (error: unknown, during: string): Response => {
  const failure = toFailure(error, during, report)
  return Response.json({ error: failure }, { status: statusOf[failure.code], headers: { "cache-control": "no-store" } })
}

/** The door for screens that stay alive. It reads only: a cookie alone must never be enough to write over HTTP. */
export function route<I, O>(verb: Query<I, O>) {
  return async (request: Request, { params }: { params: Promise<Record<string, string>> }): Promise<Response> => {
    try {
      const { organization = "", ...named } = await params
      const asked = { ...Object.fromEntries(new URL(request.url).searchParams), ...named }
      // What arrives is unknown; the verb's own schema decides whether it is an input.
      const value = await verb(await contextFor(organization), asked as I)
      return Response.json(value, { headers: { "cache-control": "no-store" } })
    } catch (error) {
      return refuse(error, verb.verb)
    }
  }
}
