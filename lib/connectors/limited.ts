import { SourceError } from "./connector"

const graceMs = 3_000

type Limits = {
  signal: AbortSignal
  timeoutMs: number
  /** Asks the source to stop. */
  cancel(): Promise<unknown>
  /** Ends the session, for a source that does not stop when asked. */
  cut(): unknown
  explain(error: unknown): unknown
}

/** Waits for an answer until it is late or no longer wanted; then it is cancelled in the source, not only forgotten here. */
export async function limited<T>(answer: Promise<T>, { signal, timeoutMs, cancel, cut, explain }: Limits): Promise<T> {
  let why: SourceError | undefined
  let grace: ReturnType<typeof setTimeout> | undefined
  const stop = (reason: SourceError) => {
    if (why) return
    why = reason
    grace = setTimeout(() => void cut(), graceMs)
    cancel().catch(() => cut())
  }
  const aborted = () => stop(new SourceError("cancelled", "The count was cancelled."))
  const alarm = setTimeout(
    () => stop(new SourceError("timeout", "The source did not answer within the time limit, and the query was cancelled there.")),
    timeoutMs,
  )
  signal.addEventListener("abort", aborted, { once: true })
  if (signal.aborted) aborted()
  try {
    return await answer
  } catch (error) {
    throw why ?? explain(error)
  } finally {
    clearTimeout(alarm)
    clearTimeout(grace)
    signal.removeEventListener("abort", aborted)
  }
}
