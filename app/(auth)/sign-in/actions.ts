"use server"

import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import * as z from "zod"
import { checkPassword } from "@/lib/accounts/check-password"
import { linkToken, safeNext, signInInput } from "@/lib/accounts/model"
import { cookieOptions, enter, invitationCookie, startSingleSignOn } from "@/lib/doors/auth"
import { signOut } from "@/lib/doors/leave"
import { visitorAction, visitorForm } from "@/lib/doors/outside"

export const signInAction = visitorForm("session.open", signInInput, async ({ db, address }, { email, password, next }) => {
  await enter(await checkPassword(db, { email, password, address }))
  redirect(safeNext(next))
})

/** For a dialog over a form whose session was lost: signs in and stays. */
export const signInAgainAction = visitorAction("session.open", signInInput, async ({ db, address }, { email, password }) => {
  await enter(await checkPassword(db, { email, password, address }))
})

export const singleSignOnAction = visitorForm(
  "session.open",
  z.object({ next: z.string().optional(), invitation: linkToken.optional() }),
  async (_visitor, { next, invitation }) => {
    if (invitation) (await cookies()).set(invitationCookie, invitation, { ...cookieOptions, maxAge: 600 })
    await startSingleSignOn(safeNext(next))
  },
)

export const signOutAction = signOut
