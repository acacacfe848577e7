import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { now } from "@/lib/base/clock"
import { isMoment } from "@/lib/base/moments"
import { times } from "@/lib/base/times"
import { manifests } from "@/lib/connectors/manifests"
import { uncounted } from "@/lib/usage/recent"
import { type AuthorizationSort, soonDays } from "./states"

/** What is sorted by. Where `empty` holds there is nothing to sort by, and the row comes last whichever way. */
export type Order = { key: SQL; type: "text" | "timestamptz" | "bigint"; empty?: SQL }

const all = Object.values(manifests)
const providers = JSON.stringify(Object.fromEntries(all.map(({ id, name }) => [id, name])))
const methods = JSON.stringify(
  Object.fromEntries(all.flatMap(({ id, methods }) => Object.entries(methods).map(([key, { label }]) => [`${id} ${key}`, label]))),
)

/** Jobs that are not over: what Associated Jobs shows. */
export const jobsOn = sql`(select count(*)::int from jobs j where j.connection_organization_id = c.organization_id and j.connection_id = c.id
  and j.state in ('running', 'sleeping', 'paused'))`

/** By the words that stand in the cells, and not by ids. */
export function orderBy(sort: AuthorizationSort): Order {
  const at = sql`${now().toISOString()}::timestamptz`
  switch (sort) {
    case "attention":
      return { key: attention(), type: "text" }
    case "label":
      return { key: sql`c.sort_name`, type: "text" }
    case "description":
      return { key: sql`lower(c.description)`, type: "text", empty: sql`c.description = ''` }
    case "provider":
      return { key: sql`lower(coalesce(${providers}::jsonb ->> c.platform, c.platform))`, type: "text" }
    case "method":
      return { key: sql`lower(coalesce(${methods}::jsonb ->> (c.platform || ' ' || c.method), c.method))`, type: "text" }
    case "status":
      return { key: sql`array_position(array['Unhealthy', 'Unknown', 'Healthy'], c.health)`, type: "bigint" }
    case "checked":
      return { key: sql`c.checked_at`, type: "timestamptz", empty: sql`c.checked_at is null` }
    case "expires":
      return { key: sql`c.credential_expires_at`, type: "timestamptz", empty: sql`c.credential_expires_at is null` }
    case "jobs":
      return { key: jobsOn, type: "bigint", empty: sql`${jobsOn} = 0` }
    case "requests":
      return {
        key: sql`(select coalesce(sum(h.requests), 0) from usage_hours h where h.organization_id = c.organization_id and h.connection_id = c.id
          and h.hour > date_trunc('hour', ${at}, 'UTC') - interval '24 hours')`,
        type: "bigint",
        empty: sql`${JSON.stringify(uncounted)}::jsonb ? c.platform`,
      }
    case "creator":
      return { key: sql`(select lower(o.name) from users o where o.id = c.owner_id)`, type: "text" }
    case "modified":
      return { key: sql`c.updated_at`, type: "timestamptz" }
  }
}

/** Unhealthy first, then what ends within a month, the nearest first; then what nobody knows of, and last what is well. */
function attention(): SQL {
  const soon = new Date(now().getTime() + soonDays * times.day).toISOString()
  return sql`case when c.health = 'Unhealthy' then '0'
    when c.credential_expires_at < ${soon}::timestamptz then '1' || to_char(c.credential_expires_at at time zone 'UTC', 'YYYYMMDDHH24MISS')
    when c.health = 'Unknown' then '2' else '3' end`
}

/** Where a page begins or ends: whether it is empty there, the key, the name and the id. */
export type Edge = [empty: string, key: string, name: string, id: string]

/** An old or broken cursor is no cursor: the list begins at its beginning. */
export function readEdge(cursor: string | undefined, { type }: Order): Edge | undefined {
  try {
    const edge: unknown = JSON.parse(Buffer.from(cursor ?? "", "base64url").toString())
    const texts = Array.isArray(edge) && edge.length === 4 && edge.every((part) => typeof part === "string" && !part.includes("\0"))
    if (!texts) return undefined
    const [empty, key] = edge as Edge
    const fits = empty === "true" || type === "text" || (type === "timestamptz" ? isMoment(key) : /^-?\d{1,15}$/.test(key))
    return fits && (empty === "true" || empty === "false") ? (edge as Edge) : undefined
  } catch {
    return undefined
  }
}
export const edgeOf = (edge: Edge): string => Buffer.from(JSON.stringify(edge)).toString("base64url")

/** What stands behind the edge in this order; `back` turns the order round, and with it what is empty comes first. */
export function beyond(
  { key, type, empty }: Order,
  [edgeEmpty, edgeKey, name, id]: Edge,
  { down, back }: { down: boolean; back: boolean },
): SQL {
  const than = down !== back ? sql`<` : sql`>`
  const named = sql`(c.sort_name, c.id) ${than} (${name}, ${id})`
  const keyed = sql`(${key}, c.sort_name, c.id) ${than} (${edgeKey}::${sql.raw(type)}, ${name}, ${id})`
  if (!empty) return keyed
  if (edgeEmpty === "true") return back ? sql`(not (${empty}) or ${named})` : sql`((${empty}) and ${named})`
  return back ? sql`(not (${empty}) and ${keyed})` : sql`((${empty}) or ${keyed})`
}
