import "server-only"
import { type SQL, sql } from "drizzle-orm"
import * as z from "zod"
import { type Context, personOf } from "@/lib/access/context"
import { decide, refusals } from "@/lib/access/decide"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { hasTables, isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { granted } from "./list-mine"
import type { UsableConnection } from "./model"
import { decidable } from "./row"
import { rowsOf, type Selected, selectConnections } from "./select"

/** More than a picker can show; whoever has more searches the table. */
const most = 1_000

/** The picker of what has tables: what this person can use now, and greyed, with the reason, what is granted to them and cannot be used now. */
export const listUsableConnections = query("connection.listUsable", z.object({}), async (ctx) =>
  // A tool is no choice for anything that asks tables: it is absent, not greyed.
  (await usableConnections(ctx)).filter(({ platform }) => hasTables(platform)),
)

/** The same with the tools. */
export async function usableConnections(ctx: Context): Promise<UsableConnection[]> {
  const own = await select(ctx, ctx, sql`c.lifecycle = 'live' and ${granted(ctx)}`)
  const rows = [...own, ...(await lentRows(ctx))].toSorted((a, b) => a.name.localeCompare(b.name, "en"))
  const at = now()
  return rows.flatMap((row): UsableConnection[] => {
    const { allowed: usable, reason, path } = decide(personOf(ctx), "use", decidable(row), at)
    const { id, name, platform, locator } = row
    const one = {
      id,
      name,
      platform,
      locator,
      usable,
      ...(isPlatform(platform) && manifestOf(platform).capabilities.charges && { charges: true as const }),
    }
    if (reason === "yes") return [{ ...one, reason: null, explanation: null, path: [] }]
    const greyed = reason === "no seat" || reason === "not active" || reason === "not in team"
    return greyed ? [{ ...one, reason, explanation: refusals[reason], path }] : []
  })
}

/** What the agency shares with this client account. Row-level security shows no other row of the agency. */
export async function lentRows(ctx: Context): Promise<Selected[]> {
  const { parentId } = ctx.organization
  return parentId ? select(ctx, { organizationId: parentId }, sql`c.lifecycle = 'live' and c.visibility = 'shared'`) : []
}

async function select(ctx: Context, of: Pick<Context, "organizationId">, where: SQL): Promise<Selected[]> {
  const { rows } = await rowsOf(ctx, selectConnections(of, { where, order: sql`c.sort_name, c.id`, limit: most, most: 1 }))
  return rows
}
