import { afterAll, expect, test } from "vitest"
import { connections } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closePools, type House, world } from "@/test/world"
import { listAuthorizations } from "./list"
import type { AuthorizationSort } from "./model"

afterAll(() => closePools())

const row = (house: House, name: string, more: Partial<typeof connections.$inferInsert> = {}) => ({
  organizationId: house.id,
  platform: "postgres",
  method: "password",
  name,
  settings: {},
  destination: "d",
  locator: "l",
  ownerId: house.people.owner,
  ...more,
})

test("ORG-17 the authorizations are the connections under other names, sorted both ways, what is empty last", () =>
  world(async ({ home }) => {
    await within(home.as("owner"), ({ db }) =>
      db
        .insert(connections)
        .values([
          row(home, "Beta", { health: "Healthy", description: "zebra" }),
          row(home, "alpha", { health: "Unhealthy", ownerId: home.people.admin, platform: "mysql" }),
          row(home, "Gamma", { health: "Healthy", credentialExpiresAt: "2026-12-01T00:00:00Z", description: "ant" }),
          row(home, "Gone", { lifecycle: "disconnected" }),
        ]),
    )
    const labels = async (sort: AuthorizationSort, direction: "asc" | "desc" = "asc") =>
      (await listAuthorizations(home.as("admin"), { sort, direction })).rows.map(({ label }) => label)
    expect(await labels("label")).toEqual(["alpha", "Beta", "Gamma"])
    expect(await labels("label", "desc")).toEqual(["Gamma", "Beta", "alpha"])
    expect(await labels("status")).toEqual(["alpha", "Gamma", "Beta"])
    expect([await labels("description"), await labels("description", "desc")]).toEqual([
      ["Gamma", "Beta", "alpha"],
      ["Beta", "Gamma", "alpha"],
    ])
    expect((await labels("creator"))[0]).toBe("alpha")
    expect((await labels("provider"))[0]).toBe("alpha")
    expect((await listAuthorizations(home.as("owner"), { q: "zeb" })).rows).toMatchObject([
      { label: "Beta", provider: "PostgreSQL", createdBy: "owner" },
    ])
  }))

test("the dashboard is for owners and admins, and shows nothing of a neighbour", () =>
  world(async ({ home, elsewhere }) => {
    await within(elsewhere.as("owner"), ({ db }) => db.insert(connections).values(row(elsewhere, "Theirs")))
    await expect(listAuthorizations(home.as("editor"), {})).rejects.toMatchObject({ code: "forbidden" })
    expect((await listAuthorizations(home.as("owner"), {})).rows).toEqual([])
  }))
