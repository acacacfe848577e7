import "server-only"
import type { Database } from "@/db/client"
import { sessions } from "@/db/schema"
import { now } from "@/lib/base/clock"
import { newId, type SessionId, type UserId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { hashOf, newToken } from "./token"

/** Whence a request comes, as far as we may believe it. */
export type Visit = { device: string; address: string | undefined }

/** Makes the row that a cookie will stand for. The token is answered once and kept nowhere. */
export async function openSession(db: Database, userId: UserId, { device, address }: Visit): Promise<{ id: SessionId; token: string }> {
  const id = newId("ses")
  const token = newToken()
  const at = now()
  const expiresAt = new Date(at.getTime() + times.sessionAbsolute).toISOString()
  const seenAt = at.toISOString()
  await db.insert(sessions).values({ id, tokenHash: hashOf(token), userId, device, address, createdAt: seenAt, seenAt, expiresAt })
  return { id, token }
}
