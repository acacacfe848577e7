import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { allowed, type Row } from "@/lib/access/decide"
import { now } from "@/lib/base/clock"
import type { TeamId } from "@/lib/base/ids"
import { iso } from "@/lib/base/moments"
import { times } from "@/lib/base/times"
import { catalog, hasTables, isPlatform, manifestOf } from "@/lib/connectors/manifests"
import type { ConnectionRow, RunView, SharedWith } from "./model"
import type { Selected, SelectedRun } from "./select"

/** What `decide` must know of a row that the list's statement answered. */
export const decidable = ({ organization_id, owner_id, visibility, status, lifecycle, platform, grants }: Selected): Row => ({
  organizationId: organization_id,
  ownerId: owner_id,
  visibility,
  status,
  lifecycle,
  shareable: isPlatform(platform) && manifestOf(platform).capabilities.sharing,
  grants,
})

const names = new Map(catalog.map(({ id, name }) => [id, name]))

/** From the statement's row to the one that a screen shows to this person. */
export function viewOf(ctx: Context, row: Selected): ConnectionRow {
  const person = personOf(ctx)
  const at = now()
  const facts = decidable(row)
  const statusSince = iso(row.status_since)
  const may: ConnectionRow["may"] = {}
  for (const action of allowed(person, facts, at)) may[action] = true
  return {
    id: row.id,
    name: row.name,
    locator: row.locator,
    platform: row.platform,
    platformName: names.get(row.platform) ?? row.platform,
    type: row.type,
    status: row.status,
    // It may quote hosts, users and tables: for those who can act on it.
    statusReason: may.edit ? row.status_reason : null,
    statusSince,
    stuck: row.status === "Processing" && at.getTime() - Date.parse(statusSince) > times.stuckAfter,
    lifecycle: row.lifecycle === "deleted" ? "disconnected" : row.lifecycle,
    health: row.health,
    missingGrants: row.missing_grants,
    visibility: row.visibility,
    sharedWith: sharedWith(row, at),
    owner: { id: row.owner_id, name: row.owner_name },
    hasTables: hasTables(row.platform),
    tableCount: row.table_count,
    schemaRefreshedAt: iso(row.schema_refreshed_at),
    refresh: row.refresh && runView(row.refresh),
    createdAt: iso(row.created_at),
    may,
  }
}

function sharedWith({ visibility, grants }: Selected, at: Date): SharedWith {
  if (visibility === "private") return { kind: "private" }
  const live = grants.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > at)
  const named = live.filter(({ principal }) => principal === "client").length
  const clients = live.some(({ principal }) => principal === "all clients") ? ("all" as const) : named
  const lent = clients === 0 ? {} : { clients }
  const everyone = live.find(({ principal }) => principal === "all teams")
  if (everyone) return { kind: "all teams", ...until(everyone), ...lent }
  const teams = live.flatMap(({ principal, principalId, name, ...grant }) =>
    principal === "team" && principalId && name ? [{ id: principalId as TeamId, name, ...until(grant) }] : [],
  )
  const people = live.filter(({ principal }) => principal === "user")
  if (teams.length + people.length === 0 && clients === 0) return { kind: "none" }
  return { kind: "some", teams, people: people.length, ...(people.length === 1 && people[0] && until(people[0])), ...lent }
}

const until = ({ endsAt }: { endsAt: string | null }) => (endsAt === null ? {} : { endsAt: iso(endsAt) })

export const runView = ({ id, kind, state, progress, reason, started_by, created_at, started_at, finished_at }: SelectedRun): RunView => ({
  id,
  kind,
  state,
  progress,
  reason,
  startedBy: started_by,
  createdAt: iso(created_at),
  startedAt: iso(started_at),
  finishedAt: iso(finished_at),
})
