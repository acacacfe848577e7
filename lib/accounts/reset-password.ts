import "server-only"
import type { Database } from "@/db/client"
import type { UserId } from "@/lib/base/ids"
import { takeLink } from "./links"
import { setPassword } from "./set-password"

/** A refused password leaves the link as it was. */
export const resetPassword = (db: Database, { token, password }: { token: string; password: string }): Promise<UserId> =>
  db.transaction(async (tx) => {
    const { userId } = await takeLink(tx, token, "password-reset")
    if (!userId) throw new Error("a reset link without a person")
    await setPassword(tx, userId, password)
    return userId
  })
