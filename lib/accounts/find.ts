import "server-only"
import { eq } from "drizzle-orm"
import type { Database } from "@/db/client"
import { users } from "@/db/schema"
import type { UserId } from "@/lib/base/ids"

/** One's own account, as its page shows it. */
export async function findAccount(db: Database, userId: UserId) {
  const [found] = await db.select().from(users).where(eq(users.id, userId))
  if (!found) throw new Error("a session without a person")
  const { id, name, email, passwordHash } = found
  return { id, name, email, hasPassword: passwordHash !== null }
}
