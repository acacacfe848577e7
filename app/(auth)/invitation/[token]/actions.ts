"use server"

import { redirect } from "next/navigation"
import * as z from "zod"
import { countVisit } from "@/lib/accounts/limits"
import { linkToken } from "@/lib/accounts/model"
import { AppError } from "@/lib/base/errors"
import { paths } from "@/lib/base/paths"
import { enter } from "@/lib/doors/auth"
import { visitorForm } from "@/lib/doors/outside"
import { currentSession } from "@/lib/doors/session"
import { acceptAs, acceptAsKnown, acceptAsNew } from "@/lib/invitations/accept"
import { acceptKnown, acceptNew } from "@/lib/invitations/model"

export const joinAsNewAction = visitorForm("invitation.accept", acceptNew, async ({ db, address }, input) => {
  await countVisit(db, address)
  const { userId, slug } = await acceptAsNew(db, input)
  await enter(userId)
  redirect(paths.home(slug))
})

export const joinAsKnownAction = visitorForm("invitation.accept", acceptKnown, async ({ db, address }, input) => {
  const { userId, slug } = await acceptAsKnown(db, input, address)
  await enter(userId)
  redirect(paths.home(slug))
})

export const joinAsMyselfAction = visitorForm("invitation.accept", z.object({ token: linkToken }), async ({ db }, { token }) => {
  const session = await currentSession()
  if (!session) throw new AppError("unauthenticated", "Your session ended. Reload the page and sign in.")
  const { slug } = await acceptAs(db, token, session.userId)
  redirect(paths.home(slug))
})
