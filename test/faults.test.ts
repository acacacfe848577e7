import { afterAll, expect, test } from "vitest"
import { connections, grants } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { findMember } from "@/lib/access/member"
import { within, withinPerson } from "@/lib/access/within"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { changeAccess } from "@/lib/connections/change-access"
import { deleteConnection } from "@/lib/connections/delete"
import { disconnectConnection } from "@/lib/connections/disconnect"
import { editConnection } from "@/lib/connections/edit"
import { giveOwnership } from "@/lib/connections/give-ownership"
import { reauthenticateConnection } from "@/lib/connections/reauthenticate"
import { refreshConnection } from "@/lib/connections/refresh"
import { restoreConnection } from "@/lib/connections/restore"
import { listMembers } from "@/lib/members/list"
import { updateMember } from "@/lib/offboarding/update"
import { rowOf, tokenOf } from "./life"
import { closePools, type House, pool, world } from "./world"

afterAll(() => closePools())

async function aConnection(house: House): Promise<ConnectionId> {
  const [organizationId, id, ownerId] = [house.id, newId("con"), house.people.owner]
  await within(house.as("owner"), async ({ db }) => {
    const row = {
      platform: "postgres",
      method: "password",
      name: "Shop",
      settings: {},
      destination: "d",
      locator: "l",
      ownerId,
      status: "Active" as const,
    }
    await db.insert(connections).values({ organizationId, id, ...row })
    await db.insert(grants).values({ organizationId, connectionId: id, principal: "all teams", createdBy: ownerId })
  })
  return id
}

/** The admin as the next request reads them: from the rows, not from what the open page knew. */
async function asRead(home: House): Promise<Context> {
  const ctx = home.as("admin")
  const found = await withinPerson(pool("web").db, { userId: home.people.admin }, (tx) =>
    findMember(tx, home.people.admin, { slug: home.slug }),
  )
  if (!found || ctx.actor.kind !== "user") throw new Error("no member")
  return { ...ctx, actor: { ...ctx.actor, ...found.person } }
}

test("a role that is lowered while the panel is open holds at the next press: refused, and nothing changed", () =>
  world(async ({ home }) => {
    const id = await aConnection(home)
    const token = await tokenOf(home, "admin", { kind: "disconnect", connectionId: id })
    const open = await asRead(home)
    expect(open.actor.role).toBe("admin")
    const [{ version } = { version: 0 }] = (await listMembers(home.as("owner"), {})).filter(({ userId }) => userId === home.people.admin)
    await updateMember(home.as("owner"), { userId: home.people.admin, version, role: "marketer" })
    const before = await rowOf(home, id)
    await expect(disconnectConnection(await asRead(home), { connectionId: id, token })).rejects.toMatchObject({ code: "forbidden" })
    expect(await rowOf(home, id)).toEqual(before)
  }))

test("a form that is older than the row is told what is true now, and changes nothing", () =>
  world(async ({ home }) => {
    const id = await aConnection(home)
    const edit = (name: string, version: number) => editConnection(home.as("owner"), { connectionId: id, name, description: "", version })
    await edit("First", 1)
    await expect(edit("Second", 1)).rejects.toMatchObject({ code: "conflict", facts: { name: "First", version: 2 } })
    const toPrivate = { connectionId: id, version: 1, change: { visibility: "private" as const, add: [], remove: [] } }
    await expect(changeAccess(home.as("owner"), toPrivate)).rejects.toMatchObject({ code: "conflict" })
    expect(await rowOf(home, id)).toMatchObject({ name: "First", visibility: "shared", version: 2 })
  }))

test("an id that was made up and an id of a neighbour are answered in the same words by every deed", () =>
  world(async ({ home, elsewhere }) => {
    const theirs = await aConnection(elsewhere)
    const owner = home.as("owner")
    const deeds: Record<string, (connectionId: ConnectionId) => Promise<unknown>> = {
      edit: (connectionId) => editConnection(owner, { connectionId, name: "Mine", description: "", version: 1 }),
      access: (connectionId) => changeAccess(owner, { connectionId, version: 1, change: { visibility: "private", add: [], remove: [] } }),
      refresh: (connectionId) => refreshConnection(owner, { connectionId }),
      reauthenticate: (connectionId) => reauthenticateConnection(owner, { connectionId, keys: { user: "u", password: "p" } }),
      disconnect: (connectionId) => disconnectConnection(owner, { connectionId }),
      restore: (connectionId) => restoreConnection(owner, { connectionId }),
      delete: (connectionId) => deleteConnection(owner, { connectionId, name: "Shop" }),
      ownership: (connectionId) => giveOwnership(owner, { connectionId, userId: home.people.admin }),
    }
    const answer = (deed: Promise<unknown>) =>
      deed.then(
        () => "done",
        (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
      )
    const before = await rowOf(elsewhere, theirs)
    for (const [name, deed] of Object.entries(deeds)) {
      const forged = await answer(deed(newId("con")))
      expect([name, forged]).toEqual([name, expect.stringMatching(/^not_found: /)])
      expect([name, await answer(deed(theirs))]).toEqual([name, forged])
    }
    expect(await rowOf(elsewhere, theirs)).toEqual(before)
  }))
