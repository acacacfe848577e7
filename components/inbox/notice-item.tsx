"use client"

import { Check } from "lucide-react"
import Link from "next/link"
import { cn } from "@/components/ui/cn"
import { IconButton } from "@/components/ui/icon-button"
import { notifyFailure } from "@/components/ui/notify"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusIcon } from "@/components/ui/status-icon"
import { type Action, useAction } from "@/components/ui/use-action"
import type { NoticeId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { NoticeRow } from "@/lib/inbox/model"

export type MarkRead = Action<{ noticeId: NoticeId | null }, { unread: number }>

const tones = {
  bad: { icon: "cross", word: "Problem: ", className: "text-bad" },
  warn: { icon: "triangle", word: "Warning: ", className: "text-warn" },
  ok: { icon: "check", word: "Done: ", className: "text-ok" },
  info: { icon: "info", word: "", className: "text-muted-foreground" },
} as const

type NoticeItemProps = {
  slug: string
  notice: NoticeRow
  markRead: MarkRead
  /** Told how many are left. */
  onRead: (left: number) => void
  onFollow?: () => void
}

/** One notice. Going where it leads reads it. */
export function NoticeItem({
  slug,
  notice: { id, tone, title, body, path, createdAt, readAt },
  markRead,
  onRead,
  onFollow,
}: NoticeItemProps) {
  const { run, pending } = useAction(markRead)
  const { icon, word, className } = tones[tone]
  const isNew = readAt === null
  const mark = async () => {
    const result = await run({ noticeId: id })
    if (result?.ok) onRead(result.value.unread)
    else if (result) notifyFailure(result.error)
  }
  const follow = () => {
    if (isNew) void mark()
    onFollow?.()
  }
  const name = (
    <>
      {isNew && <span className="sr-only">Unread. </span>}
      <span className="sr-only">{word}</span>
      {title}
    </>
  )
  return (
    <li data-unread={isNew || undefined} className="relative flex gap-3 px-4 py-3 has-[a:hover]:bg-hover">
      <span className={cn("mt-1 [&_.status-icon]:size-3.5", className)}>
        <StatusIcon name={icon} />
      </span>
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p className={cn(isNew ? "font-semibold" : "text-muted-foreground")}>
          {path ? (
            <Link href={paths.inside(slug, path)} onClick={follow} className="after:absolute after:inset-0">
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        {body && <p className="mt-0.5 whitespace-pre-line text-muted-foreground">{body}</p>}
        <p className="relative mt-1 w-fit text-muted-foreground text-xs">
          <RelativeTime at={createdAt} />
        </p>
      </div>
      {isNew && (
        <IconButton label="Mark as read" size="icon-small" className="relative" pending={pending} onClick={mark}>
          {!pending && <Check aria-hidden="true" />}
        </IconButton>
      )}
    </li>
  )
}
