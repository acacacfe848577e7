"use client"

import { useQuery } from "@tanstack/react-query"
import Link from "next/link"
import { Button } from "@/components/ui/button"
import { Spinner } from "@/components/ui/spinner"
import { paths } from "@/lib/base/paths"
import { MarkAll } from "./mark-all"
import { type MarkRead, NoticeItem } from "./notice-item"
import { trayQuery } from "./queries"
import { useUnread } from "./unread"

/** The newest notices in a small window. */
export function TrayList({ markRead, close }: { markRead: MarkRead; close: () => void }) {
  const { slug, unread, set } = useUnread()
  const { data, error, refetch } = useQuery(trayQuery(slug))
  const settle = (left: number) => {
    set(left)
    void refetch()
  }
  return (
    <div className="grid max-h-[min(32rem,var(--radix-popover-content-available-height))] grid-rows-[auto_minmax(0,1fr)_auto]">
      <header className="flex min-h-11 items-center justify-between gap-3 border-border border-b py-1.5 pr-2 pl-4">
        <h2 className="font-semibold text-md">Inbox</h2>
        {unread > 0 && <MarkAll markRead={markRead} onDone={settle} />}
      </header>
      <div className="overflow-y-auto">
        {error && (
          <div className="grid justify-items-start gap-2 px-4 py-4">
            <p className="text-muted-foreground">{error.message}</p>
            <Button size="small" onClick={() => void refetch()}>
              Try again
            </Button>
          </div>
        )}
        {!data && !error && (
          <p className="flex items-center gap-2 px-4 py-4 text-muted-foreground">
            <Spinner /> Looking for news
          </p>
        )}
        {data?.rows.length === 0 && <p className="px-4 py-4 text-muted-foreground">Nothing has happened that you need to know.</p>}
        <ul className="divide-y divide-border">
          {data?.rows.map((notice) => (
            <NoticeItem key={notice.id} slug={slug} notice={notice} markRead={markRead} onRead={settle} onFollow={close} />
          ))}
        </ul>
      </div>
      <footer className="border-border border-t px-4">
        <Link
          href={paths.inbox(slug)}
          onClick={close}
          className="flex min-h-9 items-center font-medium underline-offset-2 hover:underline max-md:min-h-11"
        >
          Open the inbox
        </Link>
      </footer>
    </div>
  )
}
