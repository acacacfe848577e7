/** A row of this kind changed; `subject` says which, where this person may know. */
export type Change = { topic: string; subject: string | null }
/** `behind` means: something may have been missed, ask again for all that is shown. */
export type News = { kind: "change"; change: Change } | { kind: "behind" } | { kind: "closed" }

const firstPause = 1_000
const longestPause = 30_000

/**
 * Listens to an organization's events: one stream for the whole browser. The tab that holds the lock keeps it and tells the others; when
 * it goes away the next one takes over. Answers the way to stop.
 */
export function listen(url: string, hear: (news: News) => void): () => void {
  const stop = new AbortController()
  const channel = new BroadcastChannel(`patchbay:${url}`)
  channel.onmessage = ({ data }: MessageEvent<News>) => hear(data)
  const tell = (news: News) => {
    channel.postMessage(news)
    hear(news)
  }
  navigator.locks
    .request(`patchbay:${url}`, { signal: stop.signal }, () => keepOpen(url, tell, stop.signal))
    // The lock was not reached before the tab left.
    .catch(() => {})
  return () => {
    stop.abort()
    channel.close()
  }
}

/** Resolves when the tab leaves or the server has closed the door for good. */
function keepOpen(url: string, tell: (news: News) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined
    let pause = firstPause
    let last = ""
    let lost = false
    const end = () => {
      source?.close()
      resolve()
    }
    const open = () => {
      if (signal.aborted) return
      source = new EventSource(last ? `${url}?after=${last}` : url)
      source.onopen = () => {
        pause = firstPause
        if (lost) tell({ kind: "behind" })
        lost = false
      }
      source.onmessage = ({ data, lastEventId }) => {
        last = lastEventId || last
        const { topic, subject } = JSON.parse(data) as Change
        tell({ kind: "change", change: { topic, subject } })
      }
      source.addEventListener("reset", () => tell({ kind: "behind" }))
      source.addEventListener("closed", ({ data }: MessageEvent<string>) => {
        source?.close()
        if ((JSON.parse(data) as { reason: string }).reason === "stopping") return again()
        tell({ kind: "closed" })
        end()
      })
      source.onerror = () => {
        source?.close()
        again()
      }
    }
    const again = () => {
      lost = true
      setTimeout(open, pause)
      pause = Math.min(pause * 2, longestPause)
    }
    signal.addEventListener("abort", end, { once: true })
    open()
  })
}
