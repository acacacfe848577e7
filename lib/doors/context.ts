import "server-only"
import { headers } from "next/headers"
import { cache } from "react"
import { database } from "@/db/client"
import { type Context, isRole } from "@/lib/access/context"
import { findMember, type Member } from "@/lib/access/member"
import { arriving } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import type { Session } from "@/lib/sessions/find"
import { currentSession } from "./session"

/** The organization in the address: `receive` writes it here; a route or an action may name it instead. */
export const slugOfRequest = async (): Promise<string> => (await headers()).get("x-patchbay-organization") ?? ""

/** `drawn`: what transactions below this number wrote is in everything that this request reads. The page hears the rest from its stream. */
export type Asked = Context & { drawn: number }

/** Who is asking, settled once per request from the session row and the membership row. A stranger's organization does not exist. */
export const contextFor = cache(async (slug: string): Promise<Asked> => {
  const session = await currentSession()
  if (!session) throw new AppError("unauthenticated", "Sign in to continue.")
  const db = database()
  return arriving(db, session.userId, async (tx, lookAs) => {
    const own = await findMember(tx, session.userId, { slug })
    if (!own) throw new AppError("not_found", "This page does not exist.")
    const as = lookedAtAs(session, own)
    if (as) await lookAs(as.userId, as.organizationId)
    const seen = as && (await findMember(tx, as.userId, as))
    const { organization, person } = seen ?? own
    return {
      actor: { kind: "user", sessionId: session.id, ...person, ...(seen && { seenBy: session.userId }) },
      organization,
      organizationId: organization.id,
      db,
      requestId: newId("req"),
      drawn: own.drawn,
    }
  })
})

/** As whom an owner or admin looks at this organization, if they do. */
const lookedAtAs = ({ viewing }: Session, { organization, person }: Member): Session["viewing"] =>
  viewing?.organizationId === organization.id && isRole(person.role, ["owner", "admin"]) ? viewing : null

export const currentContext = async (): Promise<Asked> => contextFor(await slugOfRequest())
