import { afterAll, expect, test } from "vitest"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected, refreshed } from "@/test/sources"
import { closePools, world } from "@/test/world"
import { listPrincipals } from "./list-principals"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

test("ACC-43 ACC-44 whoever may share sees with whom, and how much they would see", () =>
  world(async ({ home }) => {
    const connectionId = await connected(home, home.as("editor"), await aReadableSource())
    await refreshed(home, home.as("editor"), connectionId)
    const { people, clients, reveals } = await listPrincipals(home.as("editor"), { connectionId })
    expect(people.map(({ name }) => name)).toEqual(["admin", "editor", "editor2", "marketer", "marketer2", "noSeat", "owner"])
    expect([clients, reveals]).toEqual([null, { tables: 2, schemas: 1 }])
  }))

test("whoever may not change the access of a connection does not learn the members by it; a neighbour's does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await connected(home, home.as("owner"), await aReadableSource())
    for (const who of ["editor", "marketer"] as const)
      await expect(listPrincipals(home.as(who), { connectionId })).rejects.toMatchObject({ code: "forbidden" })
    const own = await connected(home, home.as("editor"), await aReadableSource())
    await expect(listPrincipals(home.as("admin"), { connectionId: own })).rejects.toMatchObject({ code: "forbidden" })
    await expect(listPrincipals(home.as("editor2"), { connectionId: own })).rejects.toMatchObject({ code: "not_found" })
    await expect(listPrincipals(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
  }))
