"use client"

import { useRouter } from "next/navigation"
import { EmptyState } from "@/components/ui/empty-state"
import { Pagination } from "@/components/ui/pagination"
import { paths } from "@/lib/base/paths"
import type { NoticePage } from "@/lib/inbox/model"
import { MarkAll } from "./mark-all"
import { type MarkRead, NoticeItem } from "./notice-item"
import { useUnread } from "./unread"

type Props = { slug: string; page: NoticePage /** Set when somebody looks as this person. */; of?: string; markRead: MarkRead }

/** All of a person's notices, page by page. */
export function InboxList({ slug, page, of, markRead }: Props) {
  const router = useRouter()
  const { set } = useUnread()
  const { rows, total, more, unread, next, previous } = page
  const settle = (left: number) => {
    set(left)
    router.refresh()
  }
  if (of) return <EmptyState title={`The inbox of ${of} is for ${of} alone`}>Stop viewing to see your own.</EmptyState>
  if (rows.length === 0)
    return (
      <EmptyState
        title={previous ? "Nothing on this page" : "Your inbox is empty"}
        action={previous ? { label: "To the first page", href: paths.inbox(slug) } : undefined}
      >
        You are told here when a connection of yours needs you, when what you made on one stops or goes on, and when you are given access.
      </EmptyState>
    )
  const many = `${more ? "1,000+" : total.toLocaleString("en-US")} ${total === 1 ? "notice" : "notices"}`
  return (
    <>
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-3 pb-2">
        <p className="text-muted-foreground">{unread === 0 ? "All read" : `${unread.toLocaleString("en-US")} unread`}</p>
        {unread > 0 && <MarkAll markRead={markRead} onDone={settle} />}
      </div>
      <ul className="divide-y divide-border rounded-lg border border-border bg-card">
        {rows.map((notice) => (
          <NoticeItem key={notice.id} slug={slug} notice={notice} markRead={markRead} onRead={settle} />
        ))}
      </ul>
      {(next || previous) && (
        <Pagination
          range={`${rows.length} of ${many}`}
          previousHref={previous ? paths.inbox(slug, { before: previous }) : undefined}
          nextHref={next ? paths.inbox(slug, { after: next }) : undefined}
        />
      )}
    </>
  )
}
