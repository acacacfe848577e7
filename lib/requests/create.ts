import "server-only"
import { and, count, eq } from "drizzle-orm"
import { accessRequests } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import { findConnection } from "@/lib/connections/find"
import { keepersOf, notify } from "@/lib/notices/notify"
import { mostPending, newRequest } from "./model"

/** Asks the owners and admins for access. General: it names no connection that the person does not see already. */
export const createRequest = command("request.create", newRequest, async (ctx, { wanted, reason, endsAt, connectionId }) => {
  const { db, organizationId } = ctx
  const { userId, name } = personOf(ctx)
  if (connectionId) await findConnection(ctx, connectionId, "view")
  if (endsAt && new Date(endsAt) <= now())
    throw new AppError("invalid", "The last day has passed already.", { endsAt: ["Choose a day in the future, or none."] })
  const waiting = and(
    eq(accessRequests.organizationId, organizationId),
    eq(accessRequests.userId, userId),
    eq(accessRequests.state, "pending"),
  )
  const [asked] = await db.select({ count: count() }).from(accessRequests).where(waiting)
  if ((asked?.count ?? 0) >= mostPending)
    throw new AppError("limited", `${mostPending} of your requests wait for an answer. Withdraw one, then ask again.`)
  const id = newId("acr")
  await db.insert(accessRequests).values({ organizationId, id, userId, wanted, reason, endsAt, connectionId })
  await notify(ctx, await keepersOf(ctx), {
    tone: "info",
    title: `${name} asks for access: ${wanted}`,
    body: reason,
    path: "panel/requests",
    once: `request ${id}`,
  })
  return { id, audit: { wanted, endsAt, connectionId } }
})
