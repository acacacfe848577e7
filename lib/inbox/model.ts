import * as z from "zod"
import { idOf, type MailId, type NoticeId } from "../base/ids"
import { type Newest, newestFilter } from "../dependents/model"

/** The inbox's address. What is not understood falls back, so that an old link still opens. */
export const inboxFilter = newestFilter.omit({ q: true })

/** One notice, or with null every one that is there. */
export const readMark = z.strictObject({ noticeId: idOf("ntc").nullable() })

export type NoticeRow = {
  id: NoticeId
  tone: "bad" | "warn" | "ok" | "info"
  title: string
  body: string
  path: string | null
  createdAt: string
  readAt: string | null
}
export type NoticePage = Newest<NoticeRow> & { unread: number }

/** A mail that would have been sent, as it would have arrived. */
export type MailRow = { id: MailId; to: { name: string; email: string }; subject: string; text: string; createdAt: string }
