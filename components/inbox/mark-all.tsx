"use client"

import { ActionButton } from "@/components/ui/action-button"
import type { MarkRead } from "./notice-item"

export function MarkAll({ markRead, onDone }: { markRead: MarkRead; onDone: (left: number) => void }) {
  return (
    <ActionButton
      size="small"
      variant="ghost"
      label="Mark all as read"
      action={markRead}
      input={{ noticeId: null }}
      onDone={({ unread }) => onDone(unread)}
    />
  )
}
