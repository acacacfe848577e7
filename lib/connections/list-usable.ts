import "server-only"
import { sql } from "drizzle-orm"
import * as z from "zod"
import { personOf } from "@/lib/access/context"
import { decide, refusals } from "@/lib/access/decide"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { granted } from "./list-mine"
import type { UsableConnection } from "./model"
import { decidable } from "./row"
import { rowsOf, selectConnections } from "./select"

/** More than a picker can show; whoever has more searches the table. */
const most = 1_000

/** The picker: what this person can use now, and greyed, with the reason, what is granted to them and cannot be used now. */
export const listUsableConnections = query("connection.listUsable", z.object({}), async (ctx): Promise<UsableConnection[]> => {
  const statement = selectConnections(ctx, {
    where: sql`c.lifecycle = 'live' and ${granted(ctx)}`,
    order: sql`c.sort_name, c.id`,
    limit: most,
    most: 1,
  })
  const { rows } = await rowsOf(ctx, statement)
  const at = now()
  return rows.flatMap((row): UsableConnection[] => {
    const { allowed: usable, reason } = decide(personOf(ctx), "use", decidable(row), at)
    const { id, name, platform, locator } = row
    if (reason === "yes") return [{ id, name, platform, locator, usable, reason: null, explanation: null }]
    const greyed = reason === "no seat" || reason === "not active" || reason === "not in team"
    return greyed ? [{ id, name, platform, locator, usable, reason, explanation: refusals[reason] }] : []
  })
})
