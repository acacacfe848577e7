import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { type Context, isRole, personOf } from "@/lib/access/context"
import { granted } from "@/lib/connections/list-mine"

/** Which connections the catalog tells this person of: owners and admins all, editors the shared and their own, marketers what is granted. */
export function reachOf(ctx: Context): SQL {
  const { role, userId } = personOf(ctx)
  if (isRole(role, ["owner", "admin"])) return sql`true`
  return role === "editor" ? sql`(c.owner_id = ${userId} or c.visibility = 'shared')` : granted(ctx)
}
