import "server-only"
import { eq } from "drizzle-orm"
import * as z from "zod"
import { organizations } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { decide } from "@/lib/access/decide"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { lentRows } from "./list-usable"
import { decidable } from "./row"
import type { Status } from "./states"

/** What an agency shares with the client account that looks. */
export type LentConnections = {
  agency: string | null
  connections: { id: ConnectionId; name: string; platform: string; locator: string; status: Status }[]
}

/** What the agency of this client account shares with it, for the Connections page. Nothing of it can be changed here. */
export const listLentConnections = query("connection.listLent", z.object({}), async (ctx): Promise<LentConnections> => {
  const { parentId } = ctx.organization
  if (!parentId) return { agency: null, connections: [] }
  const [agency] = await ctx.db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, parentId))
  const at = now()
  const seen = (await lentRows(ctx)).filter((row) => decide(personOf(ctx), "view", decidable(row), at).allowed)
  return {
    agency: agency?.name ?? null,
    connections: seen.map(({ id, name, platform, locator, status }) => ({ id, name, platform, locator, status })),
  }
})
