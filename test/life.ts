import { eq, sql } from "drizzle-orm"
import { connections, type credentials } from "@/db/schema"
import { within } from "@/lib/access/within"
import { createAudience } from "@/lib/audiences/create"
import type { ConnectionId } from "@/lib/base/ids"
import { deleteConnection } from "@/lib/connections/delete"
import { disconnectConnection } from "@/lib/connections/disconnect"
import type { Act } from "@/lib/impact/model"
import { previewImpact } from "@/lib/impact/preview"
import type { House } from "./world"

export type Who = Parameters<House["as"]>[0]

const filter = { match: "all" as const, conditions: [{ column: "country", op: "is" as const, value: "DE" }] }
/** Of the table that every source of `test/source.ts` has. */
export const anAudience = (house: House, connectionId: ConnectionId, who: Who = "marketer", name = "Germans", more = {}) =>
  createAudience(house.as(who), { name, connectionId, schema: "shop", table: "customers", filter, ...more })

/** What a person holds after they have looked at the effect of these acts. */
export const tokenOf = async (house: House, who: Who, ...acts: Act[]) => (await previewImpact(house.as(who), { acts })).token

export const disconnect = async (house: House, connectionId: ConnectionId, who: Who = "admin") =>
  disconnectConnection(house.as(who), { connectionId, token: await tokenOf(house, who, { kind: "disconnect", connectionId }) })

export async function remove(house: House, connectionId: ConnectionId, who: Who = "admin", more: { name?: string; token?: string } = {}) {
  const { name } = await rowOf(house, connectionId)
  const token = await tokenOf(house, who, { kind: "delete", connectionId })
  return deleteConnection(house.as(who), { connectionId, name, token, ...more })
}

/** The row as it lies in the database. */
export async function rowOf(house: House, id: ConnectionId) {
  const [row] = await within(house.as("owner"), ({ db }) => db.select().from(connections).where(eq(connections.id, id)))
  if (!row) throw new Error("no row")
  return row
}

export const change = (house: House, id: ConnectionId, to: Partial<typeof connections.$inferInsert>) =>
  within(house.as("owner"), ({ db }) => db.update(connections).set(to).where(eq(connections.id, id)))
export const give = (house: House, id: ConnectionId, who: Who) => change(house, id, { ownerId: house.people[who] })

export const secretsOf = async (house: House, id: ConnectionId) =>
  (await within(house.worker(), ({ db }) =>
    db.execute(sql`select version, state, sealed = '' as empty from credentials where connection_id = ${id} order by version`),
  )) as unknown as (Pick<typeof credentials.$inferSelect, "version" | "state"> & { empty: boolean })[]

export const noticesOf = async (house: House, who: Who) =>
  (await within(house.as(who), ({ db }) =>
    db.execute(sql`select tone, title, body, path from notices where user_id = ${house.people[who]} order by created_at, title`),
  )) as unknown as { tone: string; title: string; body: string; path: string | null }[]

/** The connections on which what people made leans, one for each thing. */
export const onWhich = async (house: House) =>
  (
    await within(house.as("owner"), ({ db }) =>
      db.execute(
        sql`select connection_id as id from audiences union all select connection_id from queries union all select connection_id from data_sources`,
      ),
    )
  ).map(({ id }) => id)
