import "server-only"
import { type Session, SourceError } from "@/lib/connectors/connector"

type Open = (lifetime: AbortSignal) => Promise<Session>
type Warm = { session: Session; cut: AbortController }
type Idle = Warm & { timer: NodeJS.Timeout }

/** How long a source has to confirm a cancel before the line to it is cut. */
const grace = 2_000

/**
 * Keeps a driver's session warm between the questions of somebody who is typing. A key names the connection and the version of its
 * credential; who may ask is settled anew for every question. After a failure or a cancel the session is closed, never used again.
 */
export function warmSessions({ keepMs, mostIdle = 2 }: { keepMs: number; mostIdle?: number }) {
  const idle = new Map<string, Idle[]>()

  const take = (key: string): Warm | undefined => {
    const kept = idle.get(key)?.pop()
    if (idle.get(key)?.length === 0) idle.delete(key)
    clearTimeout(kept?.timer)
    return kept
  }
  const keep = (key: string, warm: Warm) => {
    const others = idle.get(key) ?? []
    if (others.length >= mostIdle) return void close(warm)
    const entry: Idle = { ...warm, timer: setTimeout(() => drop(key, entry), keepMs).unref() }
    idle.set(key, [...others, entry])
  }
  const drop = (key: string, entry: Idle) => {
    const others = (idle.get(key) ?? []).filter((one) => one !== entry)
    if (others.length > 0) idle.set(key, others)
    else idle.delete(key)
    void close(entry)
  }

  async function use<T>(key: string, signal: AbortSignal, open: Open, work: (session: Session) => Promise<T>): Promise<T> {
    const kept = take(key)
    const warm = kept ?? (await opened(open))
    const free = cutAfterGrace(warm.cut, signal)
    try {
      const answer = await work(warm.session)
      free()
      keep(key, warm)
      return answer
    } catch (error) {
      free()
      await close(warm)
      // The source may have hung up on a session that lay idle; a fresh one decides.
      if (kept && !signal.aborted && error instanceof SourceError && error.reason === "unreachable") return use(key, signal, open, work)
      throw error
    }
  }

  const closeAll = async () => {
    const all = [...idle.values()].flat()
    idle.clear()
    for (const { timer } of all) clearTimeout(timer)
    await Promise.all(all.map(close))
  }
  return { use, closeAll }
}

/** A session outlives the question that opened it, so it has a signal of its own. */
async function opened(open: Open): Promise<Warm> {
  const cut = new AbortController()
  return { session: await open(cut.signal), cut }
}

/** A session that cannot be closed properly is gone all the same. */
const close = ({ session, cut }: Warm): Promise<void> => session.close().catch(() => cut.abort())

/** The driver cancels in the source when `signal` speaks; a line that is still silent after the grace is cut. */
function cutAfterGrace(cut: AbortController, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    timer = setTimeout(() => cut.abort(signal.reason), grace)
  }
  if (signal.aborted) begin()
  signal.addEventListener("abort", begin, { once: true })
  return () => {
    clearTimeout(timer)
    signal.removeEventListener("abort", begin)
  }
}
