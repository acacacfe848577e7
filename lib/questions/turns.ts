import "server-only"

/** At most `most` at once for each key; the others wait in line, and leave it when their signal is aborted. */
export function turns(most: number) {
  const lines = new Map<string, { busy: number; waiting: (() => void)[] }>()

  return async <T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    const line = lines.get(key) ?? { busy: 0, waiting: [] }
    lines.set(key, line)
    if (line.busy >= most) await myTurn(line.waiting, signal)
    else line.busy += 1
    try {
      return await work()
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else line.busy -= 1
      if (line.busy === 0) lines.delete(key)
    }
  }
}

/** Resolves when a turn is handed over: the number of the busy stays the same. */
function myTurn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const go = () => {
      signal.removeEventListener("abort", leave)
      resolve()
    }
    const leave = () => {
      const place = waiting.indexOf(go)
      if (place >= 0) waiting.splice(place, 1)
      reject(signal.reason)
    }
    signal.addEventListener("abort", leave, { once: true })
    waiting.push(go)
  })
}
