import "server-only"
import { eq } from "drizzle-orm"
import type { Database } from "@/db/client"
import { users } from "@/db/schema"
import type { SessionId, UserId } from "@/lib/base/ids"
import { endSessions } from "@/lib/sessions/end"
import { newPassword } from "./model"
import { hashPassword } from "./passwords"
import { refuseWeak } from "./weak"

/** A new password ends every other session: whoever knew the old one is out. */
export async function setPassword(db: Database, userId: UserId, password: string, here?: SessionId): Promise<void> {
  const [person] = await db.select({ email: users.email, name: users.name }).from(users).where(eq(users.id, userId))
  if (!person) throw new Error("nobody to set a password for")
  refuseWeak(newPassword.parse(password), [person.email, person.name])
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(users.id, userId))
  await endSessions(db, userId, here)
}
