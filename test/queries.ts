import { sql } from "drizzle-orm"
import { within } from "@/lib/access/within"
import type { ConnectionId, QueryId } from "@/lib/base/ids"
import { createQuery } from "@/lib/queries/create"
import { fetchQuery } from "@/lib/queries/fetch"
import { findQuery } from "@/lib/queries/find"
import { refreshQuery } from "@/lib/queries/refresh"
import type { Filter } from "@/lib/sql/model"
import { aSourceConnection, type Source } from "./source"
import type { House } from "./world"

export const every: Filter = { match: "all", conditions: [] }
const germans: Filter = { match: "all", conditions: [{ column: "country", op: "is", value: "DE" }] }
type Who = Parameters<House["as"]>[0]
export const as = (house: House, statement: ReturnType<typeof sql>) => within(house.as("admin"), ({ db }) => db.execute(statement))
export const there = (house: House, id: ConnectionId) => sql`organization_id = ${house.id} and id = ${id}`
const owned = (house: House, id: ConnectionId, who: Who) =>
  as(house, sql`update connections set owner_id = ${house.people[who]} where ${there(house, id)}`)

/** A query of the editor's on the editor's own connection, shared with their team. */
export async function aQuery(home: House, source: Source, more: { filter?: Filter; table?: string; columns?: string[] } = {}) {
  const connectionId = await aSourceConnection(home, source, { teams: [home.teams.consumer], name: `Consumers ${crypto.randomUUID()}` })
  await owned(home, connectionId, "editor")
  const { filter = germans, table = "customers", columns = ["email", "spent", "seen"] } = more
  const asked = { name: "Spent", connectionId, schema: "shop", table, columns, filter, destination: "Excel" as const }
  const { id: queryId } = await createQuery(home.as("editor"), asked)
  return { connectionId, queryId }
}

/** Presses Refresh as this member, and keeps the promise as the worker would. */
export async function refreshed(home: House, who: Who, queryId: QueryId) {
  const { runId } = await refreshQuery(home.as(who), { queryId })
  await fetchQuery(home.worker(), { queryId, runId })
  const found = await findQuery(home.as("owner"), { queryId })
  return { ...found, last: found.runs[0] }
}
