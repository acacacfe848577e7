"use server"

import { redirect } from "next/navigation"
import * as z from "zod"
import { countVisit } from "@/lib/accounts/limits"
import { takeLink } from "@/lib/accounts/links"
import { linkToken } from "@/lib/accounts/model"
import { paths } from "@/lib/base/paths"
import { enter } from "@/lib/doors/auth"
import { visitorForm } from "@/lib/doors/outside"

export const welcomeAction = visitorForm("link.take", z.object({ token: linkToken }), async ({ db, address }, { token }) => {
  await countVisit(db, address)
  const { userId } = await takeLink(db, token, "sign-in")
  if (userId) await enter(userId)
  redirect(paths.start())
})
