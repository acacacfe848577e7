import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { query } from "@/lib/access/verb"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { type AuthorizationRow, type AuthorizationSort, type Authorizations, authorizationFilter, mostAuthorizations } from "./model"

/** Unhealthy first, then what ends soonest; both ways, and what is empty always last. */
const orders: Record<AuthorizationSort, { first?: SQL; by: SQL }> = {
  label: { by: sql`c.sort_name` },
  description: { first: sql`(c.description = '')`, by: sql`lower(c.description)` },
  provider: { by: sql`c.platform` },
  status: {
    by: sql`array_position(array['Unhealthy', 'Unknown', 'Healthy'], c.health)::text || coalesce(to_char(c.credential_expires_at, 'YYYYMMDD'), '9')`,
  },
  creator: { by: sql`lower(u.name)` },
  modified: { by: sql`c.updated_at::text` },
}

/** Every authorization of the organization, in one select. */
export const listAuthorizations = query(
  "authorization.list",
  authorizationFilter,
  async ({ db, organizationId }, { q, sort, direction }): Promise<Authorizations> => {
    const { first = sql`(c.name is null)`, by } = orders[sort]
    const way = direction === "desc" ? sql`desc` : sql`asc`
    const like = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`
    const found = (await db.execute(sql`
      select c.id, c.name as label, c.description, c.platform, c.health, c.status, to_json(c.checked_at)#>>'{}' as "checkedAt",
        to_json(c.credential_expires_at)#>>'{}' as "expiresAt", u.name as "createdBy", to_json(c.updated_at)#>>'{}' as "modifiedAt"
      from connections c join users u on u.id = c.owner_id
      where c.organization_id = ${organizationId} and c.lifecycle = 'live' and (${q}::text = '' or c.name ilike ${like} or c.description ilike ${like})
      order by ${first}, ${by} ${way}, c.sort_name, c.id limit ${mostAuthorizations + 1}`)) as unknown as Omit<
      AuthorizationRow,
      "provider"
    >[]
    const rows = found
      .slice(0, mostAuthorizations)
      .map((row) => ({ ...row, provider: isPlatform(row.platform) ? manifestOf(row.platform).name : row.platform }))
    return { rows, more: found.length > mostAuthorizations }
  },
)
