"use client"

import { createContext, type ReactNode, useContext, useState } from "react"
import { ask } from "@/components/ask"
import { useNews } from "@/components/live/live"
import { paths } from "@/lib/base/paths"

type Unread = { slug: string; unread: number; set: (unread: number) => void }
const Count = createContext<Unread>({ slug: "", unread: 0, set: () => {} })
export const useUnread = () => useContext(Count)

/** How many notices wait, for every bell on the page: from the page, and asked again when the event stream says that there is news. */
export function UnreadCount({ slug, userId, drawn, children }: { slug: string; userId: string; drawn: number; children: ReactNode }) {
  const [{ from, unread }, keep] = useState({ from: drawn, unread: drawn })
  // The page was drawn again and knows better.
  if (from !== drawn) keep({ from: drawn, unread: drawn })
  const set = (unread: number) => keep({ from: drawn, unread })
  useNews("notices", userId, () => {
    ask<{ unread: number }>(paths.api.inboxCount(slug)).then(
      ({ unread }) => set(unread),
      // The next news, or the next page, brings it.
      () => {},
    )
  })
  return <Count value={{ slug, unread, set }}>{children}</Count>
}
