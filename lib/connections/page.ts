import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { isMoment } from "@/lib/base/moments"
import { catalog } from "@/lib/connectors/manifests"
import type { ConnectionFilter, ConnectionPage } from "./model"
import { viewOf } from "./row"
import { rowsOf, type Selected, selectConnections } from "./select"
import type { Sort } from "./states"

/** Totals are exact up to this; above, the screen says "1,000+". */
const mostCounted = 1_000

type Key = { expression: SQL; type: "text" | "timestamptz" }
const text = (expression: SQL): Key => ({ expression, type: "text" })
const time = (expression: SQL): Key => ({ expression, type: "timestamptz" })
const byName = text(sql`c.sort_name`)
const byId = text(sql`c.id`)

/** Each order has an index with the same keys (db/schema/connections.ts). */
const orders: Record<Sort, readonly Key[]> = {
  name: [byName, byId],
  source: [text(sql`c.platform`), byName, byId],
  status: [text(sql`c.status`), byName, byId],
  refreshed: [time(sql`c.sort_refreshed`), byId],
  created: [time(sql`c.created_at`), byId],
}

/** A page of the connections within `reach`, forwards or backwards from a cursor. */
export async function pageOf(ctx: Context, filter: ConnectionFilter, reach: SQL): Promise<ConnectionPage> {
  const { statement, back, edge } = listStatement(ctx, filter, reach)
  const { rows: found, total } = await rowsOf(ctx, statement)
  const more = found.length > filter.size
  const rows = found.slice(0, filter.size)
  if (back) rows.reverse()
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    rows: rows.map((row) => viewOf(ctx, row)),
    next: last && (back || more) ? mark(last) : null,
    previous: first && edge && (!back || more) ? mark(first) : null,
    total: Math.min(total, mostCounted),
    more: total > mostCounted,
  }
}

export function listStatement(ctx: Context, filter: ConnectionFilter, reach: SQL) {
  const keys = orders[filter.sort]
  const back = filter.before !== undefined
  const edge = read(filter.before ?? filter.after, keys)
  const downwards = (filter.direction === "desc") !== back
  const direction = downwards ? sql`desc` : sql`asc`
  const order = sql.join(
    keys.map(({ expression }) => sql`${expression} ${direction}`),
    sql`, `,
  )
  const statement = selectConnections(ctx, {
    where: sql`c.lifecycle <> 'deleted' and ${reach} and ${matching(ctx, filter)}`,
    order,
    cursor: sql`array[${sql.join(
      keys.map(({ expression }) => sql`${expression}::text`),
      sql`, `,
    )}]`,
    limit: filter.size + 1,
    most: mostCounted + 1,
    ...(edge && { beyond: beyond(keys, edge, downwards) }),
  })
  return { statement, back, edge }
}

function beyond(keys: readonly Key[], edge: string[], downwards: boolean): SQL {
  const here = sql.join(
    keys.map(({ expression }) => expression),
    sql`, `,
  )
  const there = sql.join(
    keys.map(({ type }, index) => sql`${edge[index]}::${sql.raw(type)}`),
    sql`, `,
  )
  return downwards ? sql`(${here}) < (${there})` : sql`(${here}) > (${there})`
}

const mark = ({ cursor }: Selected): string => Buffer.from(JSON.stringify(cursor)).toString("base64url")

/** An old or broken cursor is no cursor: the list begins at its beginning. */
function read(cursor: string | undefined, keys: readonly Key[]): string[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor ?? "", "base64url").toString())
    const fits = (value: unknown, index: number) =>
      typeof value === "string" && !value.includes("\0") && (keys[index]?.type !== "timestamptz" || isMoment(value))
    return Array.isArray(values) && values.length === keys.length && values.every(fits) ? values : undefined
  } catch {
    return undefined
  }
}

const oneOf = (column: SQL, values: readonly string[]): SQL =>
  values.length === 0
    ? sql`true`
    : sql`${column} in (${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )})`

/** What the address asks for. Reach is not settled here. */
function matching({ organizationId }: Context, { q, status, health, lifecycle, source, team, owner }: ConnectionFilter): SQL {
  const grant = sql`select from grants g where g.organization_id = ${organizationId} and g.connection_id = c.id`
  const conditions = [
    q === "" ? sql`true` : searched(organizationId, q),
    oneOf(sql`c.status`, status),
    oneOf(sql`c.health`, health),
    oneOf(sql`c.lifecycle`, lifecycle),
    oneOf(sql`c.platform`, source),
    owner ? sql`c.owner_id = ${owner}` : sql`true`,
    team === undefined
      ? sql`true`
      : team === "none"
        ? sql`(c.visibility = 'private' or not exists (${grant} and g.principal in ('all teams', 'team')))`
        : sql`c.visibility = 'shared' and exists (${grant} and (g.principal = 'all teams' or (g.principal = 'team' and g.principal_id = ${team})))`,
  ]
  return sql.join(conditions, sql` and `)
}

/** Name, locator, the platform in all its names, and the teams that it is shared with. */
function searched(organizationId: string, q: string): SQL {
  const like = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`
  const word = q.toLowerCase()
  const platforms = catalog
    .filter(({ name, aliases }) => [name, ...aliases].some((one) => one.toLowerCase().includes(word)))
    .map(({ id }) => id)
  const named = platforms.length > 0 ? sql` or ${oneOf(sql`c.platform`, platforms)}` : sql``
  return sql`(c.name ilike ${like} or c.locator ilike ${like}${named} or c.visibility = 'shared' and c.id in (
    select g.connection_id from grants g join teams m on m.organization_id = g.organization_id and m.id = g.principal_id
    where g.organization_id = ${organizationId} and g.principal = 'team' and m.name ilike ${like}))`
}
