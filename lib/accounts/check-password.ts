import "server-only"
import { eq } from "drizzle-orm"
import type { Database } from "@/db/client"
import { users } from "@/db/schema"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import { findPerson } from "./create"
import { countTry, forgetTries } from "./limits"
import { hashPassword, isOutdated, passwordFits } from "./passwords"

type Said = { email: string; password: string; address: string | undefined }

/** Who signs in with this address and password. An unknown person and a wrong password are told apart by nothing. */
export async function checkPassword(db: Database, { email, password, address }: Said): Promise<UserId> {
  await countTry(db, email, address)
  const found = await findPerson(db, email)
  const fits = await passwordFits(found?.passwordHash, password)
  if (!found?.passwordHash || !fits)
    throw new AppError("invalid", "Sign-in did not work.", {
      password: ["Email and password do not match. Check both, or ask an owner of your organization for a reset link."],
    })
  await forgetTries(db, email)
  if (isOutdated(found.passwordHash))
    await db
      .update(users)
      .set({ passwordHash: await hashPassword(password) })
      .where(eq(users.id, found.id))
  return found.id
}
