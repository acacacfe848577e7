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
  const aborted = () => stop(new SourceError("cancelled", "The question was cancelled."))
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

/** The answer of a count: one row with one number. */
export function oneNumber(rows: readonly (readonly unknown[])[]): number {
  const count = Number(rows[0]?.[0])
  if (!Number.isSafeInteger(count)) throw new SourceError("unsupported", "The source did not answer with a number.")
  return count
}

/** The first rows of an answer, every cell as the text that it is. */
export const asTexts = (rows: readonly (readonly unknown[])[], most: number): (string | null)[][] =>
  rows.slice(0, most).map((row) => row.map((cell) => (cell === null || cell === undefined ? null : String(cell))))
