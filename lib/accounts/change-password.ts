import "server-only"
import type { Database } from "@/db/client"
import { AppError } from "@/lib/base/errors"
import type { SessionId, UserId } from "@/lib/base/ids"
import { checkPassword } from "./check-password"
import { findAccount } from "./find"
import { setPassword } from "./set-password"

type Change = { userId: UserId; id: SessionId; present: string; password: string; address: string | undefined }

/** Asked for the present password again: an open laptop must not be enough. Who has none yet, from single sign-on, sets the first. */
export async function changePassword(db: Database, { userId, id, present, password, address }: Change): Promise<void> {
  const { email, hasPassword } = await findAccount(db, userId)
  if (hasPassword)
    await checkPassword(db, { email, password: present, address }).catch((error) => {
      if (error instanceof AppError && error.code === "invalid")
        throw new AppError("invalid", "The password was not changed.", { present: ["This is not your present password."] })
      throw error
    })
  await setPassword(db, userId, password, id)
}
