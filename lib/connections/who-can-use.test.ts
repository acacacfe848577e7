import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, world } from "@/test/world"
import { listUsableConnections } from "./list-usable"
import { whoCanUse } from "./who-can-use"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

test("each member is shown with the chain that led to the answer: role, grant, team, seat and status", () =>
  world(async ({ home }) => {
    const connectionId = await connected(home, home.as("owner"), await aReadableSource(), {
      access: { kind: "teams", teamIds: [home.teams.consumer] },
    })
    const { people, clients } = await whoCanUse(home.as("admin"), { connectionId })
    expect(people.map(({ name, usable }) => [name, usable])).toEqual([
      ["editor", true],
      ["marketer", true],
      ["owner", true],
      ["admin", false],
      ["editor2", false],
      ["marketer2", false],
      ["noSeat", false],
    ])
    const of = (wanted: string) => people.find(({ name }) => name === wanted)
    expect(of("marketer")?.path).toEqual(["role marketer", "another's shared connection", "granted to Consumer", "seat", "status Active"])
    expect(of("owner")?.path).toEqual(["role owner", "owner of the connection", "owns it", "seat", "status Active"])
    expect(of("noSeat")).toMatchObject({
      path: expect.arrayContaining(["granted to Consumer", "no seat"]),
      why: expect.stringContaining("seat"),
    })
    expect(of("marketer2")).toMatchObject({ why: "Nothing is granted, neither to the person nor to a team of theirs." })
    expect(clients).toEqual([])
    // The same function as the picker's: nobody can use more, or less, than is said here.
    for (const who of ["marketer", "marketer2", "editor", "noSeat", "admin"] as const) {
      const usable = (await listUsableConnections(home.as(who), {})).some(({ usable }) => usable)
      expect([who, of(who)?.usable]).toEqual([who, usable])
    }
  }))

test("only who governs a connection sees who can use it; a neighbour's does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await connected(home, home.as("editor"), await aReadableSource(), { access: { kind: "all teams" } })
    expect((await whoCanUse(home.as("editor"), { connectionId })).people.length).toBe(7)
    for (const who of ["editor2", "marketer"] as const)
      await expect(whoCanUse(home.as(who), { connectionId })).rejects.toMatchObject({ code: "forbidden" })
    await within(home.as("owner"), ({ db }) =>
      db.update(connections).set({ visibility: "private" }).where(eq(connections.id, connectionId)),
    )
    await expect(whoCanUse(home.as("marketer"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    await expect(whoCanUse(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    const { people } = await whoCanUse(home.as("owner"), { connectionId })
    expect(people.filter(({ usable }) => usable).map(({ name }) => name)).toEqual(["editor"])
    expect(people.find(({ name }) => name === "owner")?.why).toBe("It is another's private connection: only its owner uses it.")
  }))
