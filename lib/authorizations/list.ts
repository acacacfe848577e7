import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { iso } from "@/lib/base/moments"
import { catalog, isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { isCounted, recentUsage } from "@/lib/usage/recent"
import { type AuthorizationFilter, type AuthorizationPage, type AuthorizationRow, authorizationFilter } from "./model"
import { beyond, type Edge, edgeOf, jobsOn, orderBy, readEdge } from "./order"

/** Totals are exact up to this; above, the screen says "1,000+". */
const mostCounted = 1_000

type Selected = Omit<AuthorizationRow, "provider" | "method" | "recent"> & { methodId: string; edge: Edge; total: number }

/** Every authorization of the organization, a page at a time: one select for the rows, one for what they were used for since yesterday. */
export const listAuthorizations = query("authorization.list", authorizationFilter, async (ctx, filter): Promise<AuthorizationPage> => {
  const { statement, back, edge } = listStatement(ctx, filter)
  const answered = (await ctx.db.execute(statement)) as unknown as Selected[]
  const found = answered.filter(({ id }) => id !== null)
  const more = found.length > filter.size
  const rows = found.slice(0, filter.size)
  if (back) rows.reverse()
  const [first, last] = [rows.at(0), rows.at(-1)]
  const total = answered[0]?.total ?? 0
  const counted = rows.flatMap(({ id, platform }) => (isCounted(platform) ? [id] : []))
  const recent = await recentUsage(ctx, counted)
  return {
    rows: rows.map((row) => ({ ...viewOf(row), recent: recent.get(row.id) ?? null })),
    next: last && (back || more) ? edgeOf(last.edge) : null,
    previous: first && edge && (!back || more) ? edgeOf(first.edge) : null,
    total: Math.min(total, mostCounted),
    more: total > mostCounted,
  }
})

function viewOf({ edge: _, total: _total, methodId, ...row }: Selected): Omit<AuthorizationRow, "recent"> {
  const manifest = isPlatform(row.platform) ? manifestOf(row.platform) : undefined
  return {
    ...row,
    provider: manifest?.name ?? row.platform,
    method: manifest?.methods[methodId]?.label ?? methodId,
    checkedAt: iso(row.checkedAt),
    expiresAt: iso(row.expiresAt),
    modifiedAt: iso(row.modifiedAt),
  }
}

/** The page is cut first; people, jobs and checks are looked up for its rows alone. The number is counted no further than it is shown. */
function listStatement({ organizationId }: Context, filter: AuthorizationFilter) {
  const order = orderBy(filter.sort)
  const back = filter.before !== undefined
  const edge = readEdge(filter.before ?? filter.after, order)
  const down = filter.direction === "desc"
  const way = down !== back ? sql`desc` : sql`asc`
  const empty = order.empty ?? sql`false`
  const emptyFirst = order.empty ? sql`(${empty}) ${back ? sql`desc` : sql`asc`}, ` : sql``
  const where = sql`c.organization_id = ${organizationId} and c.lifecycle = 'live' and ${matching(filter)}`
  const statement = sql`
    select t.total, c.id, c.label, c.description, c.platform, c."methodId", c.health, c.status, c."checkedAt", c."expiresAt", c."modifiedAt", c.edge,
      u.name as "createdBy", ${jobsOn} as jobs, exists (select from runs r where r.organization_id = ${organizationId} and r.connection_id = c.id
        and r.kind in ('validation', 'health') and r.state in ('queued', 'running')) as checking
    from (select count(*)::int as total from (select from connections c where ${where} limit ${mostCounted + 1}) counted) t
    left join (
      select c.organization_id, c.id, c.name as label, c.description, c.platform, c.method as "methodId", c.health, c.status, c.owner_id,
        c.checked_at as "checkedAt", c.credential_expires_at as "expiresAt", c.updated_at as "modifiedAt",
        json_build_array((${empty})::text, coalesce((${order.key})::text, ''), c.sort_name, c.id) as edge,
        row_number() over (order by ${emptyFirst}${order.key} ${way}, c.sort_name ${way}, c.id ${way}) as place
      from connections c where ${where} and ${edge ? beyond(order, edge, { down, back }) : sql`true`}
      order by ${emptyFirst}${order.key} ${way}, c.sort_name ${way}, c.id ${way} limit ${filter.size + 1}) c on true
    left join users u on u.id = c.owner_id
    order by c.place`
  return { statement, back, edge }
}

const oneOf = (column: SQL, values: readonly string[]): SQL =>
  values.length === 0 ? sql`true` : sql`${column} = any(array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`

/** Label, description, the provider in all its names, and who created it. */
function matching({ q, status, provider }: AuthorizationFilter): SQL {
  const like = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`
  const word = q.toLowerCase()
  const named = catalog
    .filter(({ name, aliases }) => [name, ...aliases].some((one) => one.toLowerCase().includes(word)))
    .map(({ id }) => id)
  const searched = sql`(c.name ilike ${like} or c.description ilike ${like}${named.length > 0 ? sql` or ${oneOf(sql`c.platform`, named)}` : sql``}
    or exists (select from users o where o.id = c.owner_id and o.name ilike ${like}))`
  return sql`${oneOf(sql`c.health`, status)} and ${oneOf(sql`c.platform`, provider)} and ${q === "" ? sql`true` : searched}`
}
