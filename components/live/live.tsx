"use client"

import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState } from "react"
import { paths } from "@/lib/base/paths"
import { listen, type News, onItsWay } from "./stream"

/** News often comes in bursts: a validation writes eight checks in a second. */
const calm = 150

type Listener = (news: readonly News[]) => void
type Heard = { listeners: Set<Listener>; at: number }
const Listeners = createContext<Heard>({ listeners: new Set(), at: Number.NEGATIVE_INFINITY })

/** Keeps what is on the screen true: queries ask again, and whoever `useNews` is told, when the event stream says that something changed. */
export function Live({ slug, drawn, children }: { slug: string; drawn: number; children: ReactNode }) {
  const router = useRouter()
  const [heard] = useState((): Heard => ({ listeners: new Set(), at: Number.NEGATIVE_INFINITY }))
  // A later drawing comes while the stream is open.
  const [first] = useState(drawn)
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 1 } } }))

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let waiting: News[] = []
    const tell = () => {
      const news = waiting
      waiting = []
      timer = undefined
      // What a filter leaves, and what that costs, is asked by hand: it is a burden on the source.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => !String(queryKey[0]).startsWith("audience.") })
      for (const listener of heard.listeners) listener(news)
    }
    const stop = listen(paths.api.events(slug), first, (news) => {
      if (news.kind === "closed") return router.refresh()
      waiting.push(news)
      heard.at = performance.now()
      timer ??= setTimeout(tell, calm)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [slug, first, queries, heard, router])

  return (
    <QueryClientProvider client={queries}>
      <Listeners value={heard}>{children}</Listeners>
    </QueryClientProvider>
  )
}

/** Acts when rows of this kind about this subject have changed, or when that may have been missed. */
export function useNews(topic: string, subject: string, act: () => void): void {
  const heard = useContext(Listeners)
  const hear = useEffectEvent((news: readonly News[]) => {
    if (
      news.some((one) => one.kind === "behind" || (one.kind === "change" && one.change.topic === topic && one.change.subject === subject))
    )
      act()
  })
  useEffect(() => {
    const listener: Listener = (news) => hear(news)
    heard.listeners.add(listener)
    return () => {
      heard.listeners.delete(listener)
    }
  }, [heard])
}

/** Put on a page that the server draws: it is drawn again when something changed. */
export function KeepFresh() {
  const heard = useContext(Listeners)
  const router = useRouter()
  useEffect(() => {
    const refresh = () => router.refresh()
    heard.listeners.add(refresh)
    if (performance.now() - heard.at < onItsWay) refresh()
    return () => {
      heard.listeners.delete(refresh)
    }
  }, [heard, router])
  return null
}
