"use server"

import { redirect } from "next/navigation"
import { countVisit } from "@/lib/accounts/limits"
import { paths } from "@/lib/base/paths"
import { enter } from "@/lib/doors/auth"
import { visitorForm } from "@/lib/doors/outside"
import { setUp, setUpInput } from "@/lib/organizations/set-up"

export const setUpAction = visitorForm("organization.create", setUpInput, async ({ db, address }, input) => {
  await countVisit(db, address)
  await enter(await setUp(db, input))
  redirect(paths.home(input.slug))
})
