"use client"

import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { createContext, type ReactNode, useContext, useEffect, useState } from "react"
import { paths } from "@/lib/base/paths"
import { listen, onItsWay } from "./stream"

/** News often comes in bursts: a validation writes eight checks in a second. */
const calm = 150

type Listener = () => void
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
    const tell = () => {
      timer = undefined
      // A count is asked by hand: it costs the source something.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "audience.count" })
      for (const listener of heard.listeners) listener()
    }
    const stop = listen(paths.api.events(slug), first, ({ kind }) => {
      if (kind === "closed") return router.refresh()
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
