import "server-only"
import type { Progress } from "@/db/schema/runs"
import type { Context } from "@/lib/access/context"
import { times } from "@/lib/base/times"
import { SourceError } from "@/lib/connectors/connector"
import { type Claim, leaving, lookAtRun, RunLost, releaseRun, renewRun } from "./run"

export class Cancelled extends Error {
  override name = "Cancelled"
}
export class TimedOut extends Error {
  override name = "TimedOut"
}
class Leaving extends Error {
  override name = "Leaving"
}

export type Watch = { signal: AbortSignal; tell(progress: Progress): void }

/** How often a worker looks whether it should stop, and at most how often it says how far it is. */
const look = 500

/** How the lease of a run is kept, whatever table the run stands in. */
export type Lease = {
  /** Lengthens it; `look` only looks. Both throw RunLost when it is somebody else's by now. */
  renew(progress?: Progress): Promise<{ cancelRequested: boolean }>
  look(): Promise<{ cancelRequested: boolean }>
  release(): Promise<void>
}

export const watchRun = <T>(ctx: Context, claim: Claim, timeout: number, work: (watch: Watch) => Promise<T>): Promise<T> =>
  watchLease(
    {
      renew: (progress) => renewRun(ctx, claim, progress),
      look: () => lookAtRun(ctx, claim),
      release: () => releaseRun(ctx, claim),
    },
    timeout,
    work,
  )

/**
 * Works on a claimed run under a lease that is kept alive. The signal speaks when somebody cancels, when time is up, when the lease is
 * lost and when the process leaves; its reason says which. What is no answer, a fault of ours or the process leaving, gives the run back.
 */
export async function watchLease<T>(lease: Lease, timeout: number, work: (watch: Watch) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const alarm = setTimeout(() => stop.abort(new TimedOut()), timeout)
  const leave = () => stop.abort(new Leaving("the worker is leaving"))
  leaving.signal.addEventListener("abort", leave, { once: true })
  if (leaving.signal.aborted) leave()

  let news: Progress | undefined
  let renewedAt = performance.now()
  let beat: NodeJS.Timeout
  const keepAlive = async () => {
    const due = news !== undefined || performance.now() - renewedAt > times.heartbeat
    const said = news
    news = undefined
    if (due) renewedAt = performance.now()
    const { cancelRequested } = await (due ? lease.renew(said) : lease.look())
    if (cancelRequested) stop.abort(new Cancelled())
  }
  const tell = (progress: Progress) => {
    news = progress
  }
  const again = () => {
    beat = setTimeout(
      () =>
        void keepAlive()
          .catch((error: unknown) => void (error instanceof RunLost && stop.abort(error)))
          .finally(() => !stop.signal.aborted && again()),
      look,
    )
  }
  again()

  try {
    return await Promise.race([work({ signal: stop.signal, tell }), rejectionOf(stop.signal)])
  } catch (error) {
    const why: unknown = stop.signal.aborted ? stop.signal.reason : error
    const answered = why instanceof RunLost || why instanceof Cancelled || why instanceof TimedOut || why instanceof SourceError
    if (!answered) await lease.release().catch(() => {})
    throw why
  } finally {
    stop.abort(new Leaving("done"))
    clearTimeout(alarm)
    clearTimeout(beat!)
    leaving.signal.removeEventListener("abort", leave)
  }
}

const rejectionOf = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener("abort", () => reject(signal.reason), { once: true })
  })
