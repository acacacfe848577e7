import { afterAll, expect, test } from "vitest"
import type { ConnectionId, UserId } from "@/lib/base/ids"
import type { AccessChange } from "@/lib/impact/model"
import { closeBoss } from "@/lib/queue/boss"
import { noticesOf, rowOf, tokenOf, type Who } from "@/test/life"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { changeAccess } from "./change-access"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const everyTeam = { principal: "all teams", principalId: null } as const
const grant = (principalId: UserId) => ({ to: { principal: "user", principalId } as const, endsAt: null })
async function change(house: House, who: Who, connectionId: ConnectionId, wanted: Partial<AccessChange>) {
  const whole = { add: [], remove: [], ...wanted }
  const token = await tokenOf(house, who, { kind: "access", connectionId, change: whole })
  const { version } = await rowOf(house, connectionId)
  return changeAccess(house.as(who), { connectionId, version, change: whole, token })
}
const told = async (house: House, who: Who) => (await noticesOf(house, who)).map(({ title, body }) => [title, body])

test("whoever is given a connection by name is told once; who could use it before, has no seat, or gave it to themselves is not", () =>
  world(async ({ home }) => {
    const { editor2, marketer, marketer2, noSeat, admin } = home.people
    const id = await connected(home, home.as("owner"), await aReadableSource(), { name: "Shop", access: { kind: "all teams" } })
    await change(home, "admin", id, { add: [grant(marketer)] })
    expect(await told(home, "marketer")).toEqual([])
    await change(home, "admin", id, { add: [grant(editor2), grant(marketer2), grant(noSeat), grant(admin)], remove: [everyTeam] })
    expect(await told(home, "marketer2")).toEqual([])
    await change(home, "admin", id, { remove: [{ principal: "user", principalId: marketer2 }] })
    for (const _ of ["given", "given again"]) await change(home, "admin", id, { add: [grant(marketer2)] })
    expect(await told(home, "marketer2")).toEqual([["You may use Shop now.", "admin gave you access."]])
    for (const who of ["noSeat", "admin", "marketer"] as const) expect(await told(home, who)).toEqual([])
  }))

test("a change that is refused tells nobody", () =>
  world(async ({ home, elsewhere }) => {
    const id = await connected(home, home.as("owner"), await aReadableSource(), { name: "Shop" })
    const wanted = { connectionId: id, version: 1, change: { add: [grant(home.people.marketer2)], remove: [] } }
    await expect(changeAccess(home.as("editor"), wanted)).rejects.toMatchObject({ code: expect.stringMatching(/not_found|forbidden/) })
    await expect(changeAccess(elsewhere.as("owner"), wanted)).rejects.toMatchObject({ code: "not_found" })
    expect(await told(home, "marketer2")).toEqual([])
  }))
