import "server-only"
import { inArray } from "drizzle-orm"
import * as z from "zod"
import { connections } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { usableConnections } from "@/lib/connections/list-usable"
import { jobTypes } from "@/lib/connectors/connector"
import { type Authorization, notEnabled } from "./model"

/** Choose Authorization: what this person can use now, and for each type of job why not. How a login is set up does not leave the house. */
export const listJobAuthorizations = query("job.authorizations", z.strictObject({}), async (ctx): Promise<Authorization[]> => {
  const usable = await usableConnections(ctx)
  const ids = usable.map(({ id }) => id)
  const found =
    ids.length > 0
      ? await ctx.db.select({ id: connections.id, method: connections.method }).from(connections).where(inArray(connections.id, ids))
      : []
  const methods = new Map(found.map(({ id, method }) => [id, method]))
  return usable.map((one) => {
    const signedIn = { platform: one.platform, method: methods.get(one.id) ?? "" }
    const refusals = jobTypes.flatMap((type) => {
      const refusal = notEnabled(signedIn, type)
      return refusal ? [[type, refusal]] : []
    })
    return { ...one, refuses: Object.fromEntries(refusals) }
  })
})
