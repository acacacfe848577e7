import "server-only"
import { redirect } from "next/navigation"
import { database } from "@/db/client"
import { paths } from "@/lib/base/paths"
import { endSession } from "@/lib/sessions/end"
import { dropCookie } from "./auth"
import { currentSession } from "./session"

/** Deletes the row, so that a kept copy of the cookie is worth nothing, then takes the cookie back. */
export async function signOut(): Promise<void> {
  const session = await currentSession()
  if (session) await endSession(database(), session.userId, session.id)
  await dropCookie()
  redirect(paths.signIn())
}
