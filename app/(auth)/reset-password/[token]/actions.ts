"use server"

import { redirect } from "next/navigation"
import * as z from "zod"
import { countVisit } from "@/lib/accounts/limits"
import { linkToken, newPassword } from "@/lib/accounts/model"
import { resetPassword } from "@/lib/accounts/reset-password"
import { paths } from "@/lib/base/paths"
import { enter } from "@/lib/doors/auth"
import { visitorForm } from "@/lib/doors/outside"

const resetInput = z.object({ token: linkToken, password: newPassword })

export const resetPasswordAction = visitorForm("account.resetPassword", resetInput, async ({ db, address }, input) => {
  await countVisit(db, address)
  await enter(await resetPassword(db, input))
  redirect(paths.start())
})
