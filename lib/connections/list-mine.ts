import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { type Context, personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { connectionFilter } from "./model"
import { pageOf } from "./page"

/** A person's own connections and those shared by others, as far as `decide` lets them be seen. */
export const listMyConnections = query("connection.listMine", connectionFilter, (ctx, filter) => pageOf(ctx, filter, visible(ctx)))

function visible(ctx: Context): SQL {
  const { userId, role } = personOf(ctx)
  return role === "marketer" ? granted(ctx) : sql`(c.owner_id = ${userId} or c.visibility = 'shared')`
}

/** Owned, or shared with this person by name or through any of their teams. */
export function granted(ctx: Context): SQL {
  const { userId, teamIds } = personOf(ctx)
  const team =
    teamIds.length > 0
      ? sql` or (g.principal = 'team' and g.principal_id in (${sql.join(
          teamIds.map((id) => sql`${id}`),
          sql`, `,
        )}))`
      : sql``
  return sql`(c.owner_id = ${userId} or (c.visibility = 'shared' and exists (
    select from grants g where g.organization_id = ${ctx.organizationId} and g.connection_id = c.id and (g.ends_at is null or g.ends_at > now())
    and (g.principal = 'all teams' or (g.principal = 'user' and g.principal_id = ${userId})${team}))))`
}
