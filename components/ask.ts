import type { Failure } from "@/lib/base/errors"

/** What the server refused, for react-query: an Error that carries the Failure. */
export class Refused extends Error {
  override name = "Refused"
  constructor(readonly failure: Failure) {
    super(failure.message)
  }
}

const offline: Failure = { code: "unavailable", message: "Patchbay could not be reached. Check your network, then try again.", fields: {} }

/** Asks one of our own routes. The signal hangs up, and what was asked stops at the other end. */
export async function ask<T>(path: string, { signal, body }: { signal?: AbortSignal; body?: unknown } = {}): Promise<T> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }
  const response = await fetch(path, { ...init, signal, cache: "no-store" }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new Refused(offline)
  })
  const answer = (await response.json().catch(() => ({ error: offline }))) as T | { error: Failure }
  if (!response.ok) throw new Refused(hasError(answer) ? answer.error : offline)
  return answer as T
}

const hasError = (answer: unknown): answer is { error: Failure } => typeof answer === "object" && answer !== null && "error" in answer
