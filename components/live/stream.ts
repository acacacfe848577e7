/** A row of this kind changed; `subject` says which, where this person may know. */
export type Change = { topic: string; subject: string | null }
/** `behind` means: something may have been missed, ask again for all that is shown. */
export type News = { kind: "change"; change: Change; id: string } | { kind: "behind" } | { kind: "closed" }

const firstPause = 1_000
const longestPause = 30_000

/** How long a page may be on its way from the server: what was heard meanwhile may not be in it. */
export const onItsWay = 10_000

/** Where the stream stands: the number of the last event heard, by whichever tab. */
type Place = { last: string; at: number }
/** Between the tabs. One that comes later asks whether something was told while its page was on its way. */
type Word = News | { kind: "joined" }

/**
 * Listens to an organization's events: one stream for the whole browser. The tab that holds the lock keeps it and tells the others; when
 * it goes away the next one takes over. `drawn` is the moment of the page. Answers the way to stop.
 */
export function listen(url: string, drawn: number, hear: (news: News) => void): () => void {
  const stop = new AbortController()
  const channel = new BroadcastChannel(`patchbay:${url}`)
  const place: Place = { last: "", at: Number.NEGATIVE_INFINITY }
  let keeper = false
  const receive = (news: News) => {
    if (news.kind === "change") place.last = news.id || place.last
    place.at = performance.now()
    hear(news)
  }
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind !== "joined") receive(data)
    else if (keeper && performance.now() - place.at < onItsWay) channel.postMessage({ kind: "behind" } satisfies News)
  }
  channel.postMessage({ kind: "joined" } satisfies Word)
  const tell = (news: News) => {
    channel.postMessage(news)
    receive(news)
  }
  navigator.locks
    .request(`patchbay:${url}`, { signal: stop.signal }, () => {
      keeper = true
      return keepOpen(() => `${url}?${place.last ? `after=${place.last}` : `drawn=${drawn}`}`, tell, stop.signal)
    })
    // The lock was not reached before the tab left.
    .catch(() => {})
  return () => {
    stop.abort()
    channel.close()
  }
}

/** Resolves when the tab leaves or the server has closed the door for good. */
function keepOpen(address: () => string, tell: (news: News) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined
    let pause = firstPause
    let lost = false
    const end = () => {
      source?.close()
      resolve()
    }
    const open = () => {
      if (signal.aborted) return
      source = new EventSource(address())
      source.onopen = () => {
        pause = firstPause
        if (lost) tell({ kind: "behind" })
        lost = false
      }
      source.onmessage = ({ data, lastEventId }) => {
        const { topic, subject } = JSON.parse(data) as Change
        tell({ kind: "change", change: { topic, subject }, id: lastEventId })
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
