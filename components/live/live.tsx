"use client"

import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { createContext, type ReactNode, useContext, useEffect, useState } from "react"
import { paths } from "@/lib/base/paths"
import { listen } from "./stream"

/** News often comes in bursts: a validation writes eight checks in a second. */
const calm = 150

type Listener = () => void
const Listeners = createContext<Set<Listener>>(new Set())

/** Keeps what is on the screen true: queries ask again, and whoever `useNews` is told, when the event stream says that something changed. */
export function Live({ slug, children }: { slug: string; children: ReactNode }) {
  const router = useRouter()
  const [listeners] = useState(() => new Set<Listener>())
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 1 } } }))

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      timer = undefined
      // A count is asked by hand: it costs the source something.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "audience.count" })
      for (const listener of listeners) listener()
    }
    const stop = listen(paths.api.events(slug), ({ kind }) => {
      if (kind === "closed") return router.refresh()
      timer ??= setTimeout(tell, calm)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [slug, queries, listeners, router])

  return (
    <QueryClientProvider client={queries}>
      <Listeners value={listeners}>{children}</Listeners>
    </QueryClientProvider>
  )
}

/** Put on a page that the server draws: it is drawn again when something changed. */
export function KeepFresh() {
  const listeners = useContext(Listeners)
  const router = useRouter()
  useEffect(() => {
    const refresh = () => router.refresh()
    listeners.add(refresh)
    return () => {
      listeners.delete(refresh)
    }
  }, [listeners, router])
  return null
}
