import "server-only"
import { sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import { users } from "@/db/schema"
import { newId, type UserId } from "@/lib/base/ids"
import { hashPassword } from "./passwords"

export type NewPerson = { email: string; name: string; password?: string | undefined }

/** The person with this address: the one who is there already, or a new one. Who is there keeps name and password. */
export async function createPerson(db: Database, { email, name, password }: NewPerson): Promise<{ id: UserId; created: boolean }> {
  const passwordHash = password === undefined ? null : await hashPassword(password)
  const [created] = await db
    .insert(users)
    .values({ id: newId("usr"), email: email.toLowerCase(), name, passwordHash })
    .onConflictDoNothing()
    .returning({ id: users.id })
  if (created) return { id: created.id, created: true }
  const found = await findPerson(db, email)
  if (!found) throw new Error("a person came and went")
  return { id: found.id, created: false }
}

export async function findPerson(db: Database, email: string) {
  const [found] = await db
    .select({ id: users.id, name: users.name, email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(sql`lower(${users.email}) = ${email.toLowerCase()}`)
  return found
}
