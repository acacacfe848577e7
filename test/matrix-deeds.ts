import { and, eq } from "drizzle-orm"
import { expect } from "vitest"
import { audiences, type connections, grants, queries, reconnectLinks, runs } from "@/db/schema"
import { type Context, isRole, personOf } from "@/lib/access/context"
import type { Action } from "@/lib/access/decide"
import type { VerbName } from "@/lib/access/permissions"
import { within } from "@/lib/access/within"
import { createAudience } from "@/lib/audiences/create"
import { changeAccess } from "@/lib/connections/change-access"
import { deleteConnection } from "@/lib/connections/delete"
import { connectionDetail } from "@/lib/connections/detail"
import { disconnectConnection } from "@/lib/connections/disconnect"
import { editConnection } from "@/lib/connections/edit"
import { giveOwnership } from "@/lib/connections/give-ownership"
import { listConnections } from "@/lib/connections/list"
import { listLentConnections } from "@/lib/connections/list-lent"
import { listMyConnections } from "@/lib/connections/list-mine"
import { reauthenticateConnection } from "@/lib/connections/reauthenticate"
import { sendReconnectLink } from "@/lib/connections/reconnect-link"
import { refreshConnection } from "@/lib/connections/refresh"
import { restoreConnection } from "@/lib/connections/restore"
import { transferConnection } from "@/lib/connections/transfer"
import type { AccessChange, Act } from "@/lib/impact/model"
import { replaceConnection } from "@/lib/replacements/replace"
import { rowOf, secretsOf } from "./life"
import { allClients, allTeams, type Cell, type Lie, nowhere, team } from "./matrix-rows"

/** One action of the matrix as the real verb that does it. */
export type Deed = {
  verb: VerbName
  /** How the row must lie for the deed to be a change at all. */
  lies?: (owns: boolean, cell: Lie, house: Cell["house"]) => Lie
  /** What is looked at first, where the deed takes something away. */
  act?: (cell: Cell) => Act
  say: (ctx: Context, cell: Cell, token?: string) => Promise<unknown>
  /** That what was meant has happened. */
  done: (cell: Cell, ctx: Context) => Promise<void>
}

const disconnected = (): Lie => ({ lifecycle: "disconnected", status: "Inactive", disconnectedAt: new Date().toISOString() })
const narrower = ({ visibility }: Cell): AccessChange =>
  visibility === "shared" ? { visibility: "private", add: [], remove: [] } : { add: [], remove: [allTeams] }
const wider = ({ visibility }: Cell): AccessChange =>
  visibility === "private" ? { visibility: "shared", add: [], remove: [] } : { add: [{ to: allTeams, endsAt: null }], remove: [] }
const moves = ({ queryId }: Cell) => [{ kind: "query" as const, id: queryId }]

const runsOf = ({ house, id }: Cell, kind: "refresh" | "validation" | "transfer") =>
  within(house.as("owner"), ({ db }) =>
    db
      .select({ state: runs.state })
      .from(runs)
      .where(and(eq(runs.connectionId, id), eq(runs.kind, kind))),
  )
const has = (cell: Cell, to: Partial<typeof connections.$inferSelect>) =>
  rowOf(cell.house, cell.id).then((row) => expect(row).toMatchObject(to))
const grantsOf = ({ house, id }: Cell) =>
  within(house.as("owner"), ({ db }) => db.select({ principal: grants.principal }).from(grants).where(eq(grants.connectionId, id)))

/** Whether the lists that this person has show the row. */
export async function isListed(ctx: Context, { id, name, organizationId }: Cell): Promise<boolean> {
  if (organizationId !== ctx.organizationId) return (await listLentConnections(ctx, {})).connections.some((one) => one.id === id)
  const mine = await listMyConnections(ctx, { q: name })
  const all = isRole(personOf(ctx).role, ["owner", "admin"]) ? (await listConnections(ctx, { q: name })).rows : []
  return [...mine.rows, ...all].some((one) => one.id === id)
}

export const deeds: Record<Exclude<Action, "configure">, Deed> = {
  view: {
    verb: "connection.find",
    say: (ctx, { id }) => connectionDetail(ctx, { connectionId: id }),
    done: async (cell, ctx) => expect(await isListed(ctx, cell)).toBe(true),
  },
  use: {
    verb: "audience.create",
    say: (ctx, { id }) =>
      createAudience(ctx, { name: "All", connectionId: id, schema: "shop", table: "customers", filter: { match: "all", conditions: [] } }),
    done: async ({ id }, ctx) =>
      expect(
        await within(ctx, ({ db }) => db.select({ by: audiences.createdBy }).from(audiences).where(eq(audiences.connectionId, id))),
      ).toEqual([{ by: personOf(ctx).userId }]),
  },
  edit: {
    verb: "connection.edit",
    say: (ctx, { id, version, name }) => editConnection(ctx, { connectionId: id, version, name: `${name} renamed`, description: "Said" }),
    done: (cell) => has(cell, { name: `${cell.name} renamed`, description: "Said", settings: cell.settings, version: cell.version + 1 }),
  },
  share: {
    verb: "connection.changeAccess",
    lies: (owns, { visibility, grants }, house) =>
      owns ? { visibility: "private" } : visibility !== "private" && !grants ? { grants: [team(house)] } : {},
    say: (ctx, cell) => changeAccess(ctx, { connectionId: cell.id, version: cell.version, change: wider(cell) }),
    done: async (cell) => {
      await has(cell, { visibility: "shared" })
      expect(await grantsOf(cell)).toContainEqual({ principal: "all teams" })
    },
  },
  narrow: {
    verb: "connection.changeAccess",
    act: (cell) => ({ kind: "access", connectionId: cell.id, change: narrower(cell) }),
    say: (ctx, cell, token) => changeAccess(ctx, { connectionId: cell.id, version: cell.version, change: narrower(cell), token }),
    done: (cell) => has(cell, { visibility: "private" }),
  },
  reauthenticate: {
    verb: "connection.reauthenticate",
    say: (ctx, { id }) => reauthenticateConnection(ctx, { connectionId: id, keys: { user: nowhere.user, password: "after" } }),
    done: async (cell) => {
      expect((await secretsOf(cell.house, cell.id)).map(({ state }) => state)).toEqual(["current", "pending"])
      expect(await runsOf(cell, "validation")).toEqual([{ state: "queued" }])
    },
  },
  sendReconnectLink: {
    verb: "connection.sendReconnectLink",
    say: (ctx, { id }) => sendReconnectLink(ctx, { connectionId: id }),
    done: async ({ house, id, ownerId }) =>
      expect(
        await within(house.as("owner"), ({ db }) =>
          db.select({ ownerId: reconnectLinks.ownerId }).from(reconnectLinks).where(eq(reconnectLinks.connectionId, id)),
        ),
      ).toEqual([{ ownerId }]),
  },
  replace: {
    verb: "connection.replace",
    act: (cell) => ({ kind: "replace", connectionId: cell.id, by: cell.twin, moves: moves(cell) }),
    say: (ctx, cell, token) => replaceConnection(ctx, { connectionId: cell.id, by: cell.twin, moves: moves(cell), token }),
    done: async ({ house, queryId, twin }) =>
      expect(
        await within(house.as("owner"), ({ db }) => db.select({ on: queries.connectionId }).from(queries).where(eq(queries.id, queryId))),
      ).toEqual([{ on: twin }]),
  },
  disconnect: {
    verb: "connection.disconnect",
    act: ({ id }) => ({ kind: "disconnect", connectionId: id }),
    say: (ctx, { id }, token) => disconnectConnection(ctx, { connectionId: id, token }),
    done: (cell) => has(cell, { lifecycle: "disconnected", status: "Inactive" }),
  },
  restore: {
    verb: "connection.restore",
    lies: disconnected,
    say: (ctx, { id }) => restoreConnection(ctx, { connectionId: id }),
    done: async (cell) => {
      await has(cell, { lifecycle: "live", status: "Processing" })
      expect(await runsOf(cell, "validation")).toEqual([{ state: "queued" }])
    },
  },
  delete: {
    verb: "connection.delete",
    lies: disconnected,
    act: ({ id }) => ({ kind: "delete", connectionId: id }),
    say: (ctx, { id, name }, token) => deleteConnection(ctx, { connectionId: id, name, token }),
    done: (cell) => has(cell, { lifecycle: "deleted" }),
  },
  refresh: {
    verb: "connection.refresh",
    say: (ctx, { id }) => refreshConnection(ctx, { connectionId: id }),
    done: async (cell) => expect(await runsOf(cell, "refresh")).toEqual([{ state: "queued" }]),
  },
  giveOwnership: {
    verb: "connection.giveOwnership",
    act: ({ id, house }) => ({ kind: "give ownership", connectionId: id, userId: house.people.marketer2 }),
    say: (ctx, { id, house }, token) => giveOwnership(ctx, { connectionId: id, userId: house.people.marketer2, token }),
    done: (cell) => has(cell, { ownerId: cell.house.people.marketer2, version: cell.version + 1 }),
  },
  shareWithClients: {
    verb: "connection.changeAccess",
    say: (ctx, { id, version }) =>
      changeAccess(ctx, { connectionId: id, version, change: { add: [{ to: allClients, endsAt: null }], remove: [] } }),
    done: async (cell) => expect(await grantsOf(cell)).toContainEqual({ principal: "all clients" }),
  },
  transfer: {
    verb: "connection.transfer",
    say: (ctx, { id }) => transferConnection(ctx, { connectionId: id }),
    done: async (cell) => expect(await runsOf(cell, "transfer")).toEqual([{ state: "queued" }]),
  },
}
