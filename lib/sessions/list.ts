import "server-only"
import { and, desc, eq } from "drizzle-orm"
import type { Database } from "@/db/client"
import { sessions } from "@/db/schema"
import type { UserId } from "@/lib/base/ids"
import { alive } from "./find"

/** Where a person is signed in, the last seen first. */
export const listSessions = (db: Database, userId: UserId) =>
  db
    .select({ id: sessions.id, device: sessions.device, address: sessions.address, createdAt: sessions.createdAt, seenAt: sessions.seenAt })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), alive()))
    .orderBy(desc(sessions.seenAt))

export type OpenSession = Awaited<ReturnType<typeof listSessions>>[number]
