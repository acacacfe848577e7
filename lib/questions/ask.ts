import "server-only"
import { required } from "@/lib/base/env"
import { AppError, type Failure } from "@/lib/base/errors"
import { times } from "@/lib/base/times"
import type { Estimate, WorkerAnswer, WorkerQuestion } from "./model"

/** The time limit of the source, and time to reach it. */
const patience = times.countTimeout + 15 * times.second

type Ask<Answer> = (question: WorkerQuestion, signal?: AbortSignal) => Promise<Answer>
export const askCount: Ask<WorkerAnswer> = (question, signal) => ask("/count", question, signal)
export const askEstimate: Ask<Estimate> = (question, signal) => ask("/estimate", question, signal)

/** Asks the worker directly: a short question cannot wait for the queue. When `signal` is aborted the worker cancels in the source. */
async function ask<Answer extends object>(path: string, question: WorkerQuestion, signal?: AbortSignal): Promise<Answer> {
  const limit = AbortSignal.timeout(patience)
  const response = await fetch(new URL(path, required("WORKER_URL")), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${required("WORKER_TOKEN")}` },
    body: JSON.stringify(question),
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
    redirect: "error",
    cache: "no-store",
  }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    if (limit.aborted) throw new AppError("unavailable", "The source took longer than 20 s. Narrow the filter, or try again later.")
    throw unreachable(cause)
  })
  const body = (await response.json().catch(() => null)) as Answer | { error: Failure } | null
  if (!body) throw unreachable()
  if ("error" in body) throw refusal(body.error)
  return body
}

/** The worker's refusals are AppErrors too: they go on to the person in the same words. A fault there is a fault here. */
function refusal({ code, message, fields, facts, reference }: Failure): Error {
  return code === "internal" ? new Error(`the worker failed: ${reference}`) : new AppError(code, message, fields, facts)
}

const unreachable = (cause?: unknown) => {
  const error = new AppError(
    "unavailable",
    "Counting is not possible now, because the worker does not answer. Try again in a moment. If it goes on, tell the operator.",
  )
  error.cause = cause
  return error
}
