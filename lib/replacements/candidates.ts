import "server-only"
import { and, eq, ne, sql } from "drizzle-orm"
import { connections, users } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { decideOn, findConnection, grantsOf } from "@/lib/connections/find"
import { demandFitting, fitsOf, shownFits } from "./fits"
import { type Candidate, candidatesFor, wantedReplacement } from "./model"

/** What could take the place of a connection: of the same platform, working now, and seen by this person. */
export const listCandidates = query("replacement.candidates", candidatesFor, async (ctx, { connectionId }): Promise<Candidate[]> => {
  const { platform } = await findConnection(ctx, connectionId, "replace")
  const found = await ctx.db
    .select({ connection: connections, grants: grantsOf, owner: users.name })
    .from(connections)
    .innerJoin(users, eq(users.id, connections.ownerId))
    .where(
      and(
        eq(connections.organizationId, ctx.organizationId),
        eq(connections.platform, platform),
        eq(connections.lifecycle, "live"),
        eq(connections.status, "Active"),
        ne(connections.id, connectionId),
      ),
    )
    .orderBy(sql`${connections.sortName}`)
    .limit(500)
  return found
    .filter(({ connection, grants }) => decideOn(ctx, "view", { ...connection, grants }).allowed)
    .map(({ connection: { id, name, locator }, owner }) => ({ id, name, locator, owner }))
})

/** How everything would stand on the other connection, with the columns that were chosen so far. */
export const previewReplacement = query("replacement.preview", wantedReplacement, async (ctx, { connectionId, by, moves }) => {
  const from = await findConnection(ctx, connectionId, "replace")
  const to = await findConnection(ctx, by, "view")
  demandFitting(from, to)
  return shownFits(await fitsOf(ctx, from, to, moves))
})
