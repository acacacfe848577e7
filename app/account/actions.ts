"use server"

import { refresh } from "next/cache"
import { headers } from "next/headers"
import * as z from "zod"
import { changePassword } from "@/lib/accounts/change-password"
import { newPassword } from "@/lib/accounts/model"
import { idOf } from "@/lib/base/ids"
import { ownAction } from "@/lib/doors/outside"
import { visitOf } from "@/lib/doors/visit"
import { endSession, endSessions } from "@/lib/sessions/end"

export const endSessionAction = ownAction("session.end", z.object({ sessionId: idOf("ses") }), async ({ db, userId }, { sessionId }) => {
  await endSession(db, userId, sessionId)
  refresh()
})

export const endOtherSessionsAction = ownAction("session.endOthers", z.object({}), async ({ db, userId, id }) => {
  await endSessions(db, userId, id)
  refresh()
})

const passwordChange = z.object({ present: z.string().max(1_000), password: newPassword })

export const changePasswordAction = ownAction("account.changePassword", passwordChange, async ({ db, userId, id }, input) => {
  const { address } = visitOf(await headers())
  await changePassword(db, { userId, id, address, ...input })
  refresh()
})
