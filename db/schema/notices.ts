import { index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core"
import type { ConnectionId, NoticeId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"
import { organizationId, personId } from "./owned"

/** What a person should know or do, in their inbox. Once per change: `once` names the change. */
export const notices = pgTable(
  "notices",
  {
    organizationId: organizationId(),
    id: idColumn("ntc"),
    userId: personId(),
    tone: text({ enum: ["bad", "warn", "ok", "info"] }).notNull(),
    title: text().notNull(),
    body: text().notNull().default(""),
    /** Where it leads, inside the organization: `connections/con_...`. */
    path: text(),
    connectionId: text().$type<ConnectionId>(),
    once: text().notNull(),
    createdAt: createdAt(),
    readAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("notices_once").on(t.organizationId, t.userId, t.once),
    index("notices_by_person").on(t.organizationId, t.userId, t.createdAt),
  ],
)

/** Mail to be sent by the worker. Without SMTP it is kept, and the demo shows it on a page. */
export const mails = pgTable(
  "mails",
  {
    organizationId: organizationId(),
    id: idColumn("mai"),
    userId: personId(),
    noticeId: text().$type<NoticeId>(),
    subject: text().notNull(),
    text: text().notNull(),
    state: text({ enum: ["queued", "sent", "failed", "kept"] })
      .notNull()
      .default("queued"),
    /** Why it could not be sent, in our words. */
    reason: text(),
    createdAt: createdAt(),
    sentAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] }), index("mails_by_created").on(t.organizationId, t.createdAt)],
)
