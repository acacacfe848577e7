import { afterAll, expect, test } from "vitest"
import { connections, grants, platformRequests } from "@/db/schema"
import { within } from "@/lib/access/within"
import { catalog } from "@/lib/connectors/manifests"
import { closePools, type House, world } from "@/test/world"
import { findPlatform } from "./find"
import { listCatalog } from "./list"
import type { CatalogView } from "./model"
import { requestPlatform } from "./request"

afterAll(() => closePools())

type Values = Partial<typeof connections.$inferInsert>
const furnish = (house: House, rows: Values[]) =>
  within(house.as("owner"), ({ db }) =>
    db
      .insert(connections)
      .values(
        rows.map((row, index) => ({
          organizationId: house.id,
          platform: "postgres",
          method: "password",
          name: `Cloud ${index}`,
          settings: {},
          destination: "d",
          locator: "l",
          ownerId: house.people.owner,
          status: "Active" as const,
          ...row,
        })),
      )
      .returning({ id: connections.id }),
  )
const names = ({ entries }: CatalogView) => entries.map(({ name }) => name)
const countOf = ({ entries }: CatalogView, id: string) => entries.find((entry) => entry.id === id)?.connections

test("CAT-1 every supported platform stands in the catalog with its category", () =>
  world(async ({ home }) => {
    const { entries, total } = await listCatalog(home.as("marketer"), {})
    expect(entries).toHaveLength(catalog.length)
    expect(total).toBe(catalog.length)
    const of = Object.fromEntries(entries.map(({ name, category }) => [name, category]))
    expect(of).toMatchObject({
      "Google BigQuery": "Data Warehouse",
      Snowflake: "Data Warehouse",
      "Amazon S3": "Cloud Storage",
      "Google Cloud Storage": "Cloud Storage",
    })
  }))

test("CAT-2 CAT-12 a card counts the connections: all for keepers, for others those that they may see", () =>
  world(async ({ home, elsewhere }) => {
    const made = await furnish(home, [
      {},
      {},
      { visibility: "private" },
      { visibility: "private", ownerId: home.people.editor },
      { lifecycle: "deleted" },
    ])
    await furnish(elsewhere, [{ platform: "mysql" }])
    await within(home.as("owner"), ({ db }) =>
      db.insert(grants).values({
        organizationId: home.id,
        connectionId: made[0]!.id,
        principal: "team",
        principalId: home.teams.consumer,
        createdBy: home.people.owner,
      }),
    )
    const seen = async (who: Parameters<House["as"]>[0]) => countOf(await listCatalog(home.as(who), {}), "postgres")
    expect([
      await seen("owner"),
      await seen("admin"),
      await seen("editor"),
      await seen("editor2"),
      await seen("marketer"),
      await seen("marketer2"),
    ]).toEqual([4, 4, 3, 2, 1, 0])
    expect(countOf(await listCatalog(home.as("owner"), {}), "mysql")).toBe(0)
    expect(names(await listCatalog(home.as("owner"), {})).filter((name) => name === "PostgreSQL")).toHaveLength(1)
  }))

test("CAT-7 CAT-8 search and category hold together; nothing found says what was perhaps meant", () =>
  world(async ({ home }) => {
    const list = (filter: Parameters<typeof listCatalog>[1]) => listCatalog(home.as("editor"), filter)
    expect(names(await list({ q: "snow" }))).toEqual(["Snowflake"])
    expect(names(await list({ q: "BQ" }))).toEqual(["Google BigQuery"])
    expect(names(await list({ q: "mariadb" }))).toEqual(["MySQL"])
    expect((await list({ category: "Cloud Storage" })).entries.every(({ category }) => category === "Cloud Storage")).toBe(true)
    expect(names(await list({ category: "Cloud Storage", q: "google" }))).toEqual(["Google Cloud Storage"])
    expect(await list({ q: "snoflake" })).toMatchObject({ entries: [], nearest: { id: "snowflake" } })
    expect(await list({ q: "quickbooks" })).toMatchObject({ entries: [], nearest: null })
    expect((await list({ category: "Nonsense" as never })).entries).toHaveLength(catalog.length)
  }))

test("CAT-9 CAT-13 a platform shows its connections that the person may see; one that is not there is not found", () =>
  world(async ({ home, elsewhere }) => {
    await furnish(home, [{ name: "Shared" }, { name: "Hidden", visibility: "private" }, { name: "Other", platform: "mysql" }])
    expect((await findPlatform(home.as("owner"), { platform: "postgres" })).connections.map(({ name }) => name)).toEqual([
      "Hidden",
      "Shared",
    ])
    expect((await findPlatform(home.as("editor"), { platform: "postgres" })).connections.map(({ name }) => name)).toEqual(["Shared"])
    expect((await findPlatform(home.as("marketer"), { platform: "postgres" })).total).toBe(0)
    expect((await findPlatform(elsewhere.as("owner"), { platform: "postgres" })).total).toBe(0)
    await expect(findPlatform(home.as("owner"), { platform: "constructor" })).rejects.toMatchObject({ code: "not_found" })
  }))

test("CAT-11 a missing platform is asked for once, by each person for themselves", () =>
  world(async ({ home }) => {
    await requestPlatform(home.as("marketer"), { platform: "snowflake" })
    await requestPlatform(home.as("marketer"), { platform: "snowflake" })
    await requestPlatform(home.as("editor"), { platform: " Teradata " })
    expect((await findPlatform(home.as("marketer"), { platform: "snowflake" })).requested).toBe(true)
    expect((await findPlatform(home.as("editor"), { platform: "snowflake" })).requested).toBe(false)
    const kept = await within(home.as("owner"), ({ db }) =>
      db.select({ platform: platformRequests.platform }).from(platformRequests).orderBy(platformRequests.platform),
    )
    expect(kept.map(({ platform }) => platform).toSorted()).toEqual(["Teradata", "snowflake"])
    await requestPlatform(home.as("owner"), { platform: "snowflake" })
    expect((await listCatalog(home.as("admin"), {})).wanted).toEqual([
      { platform: "Snowflake", people: 2 },
      { platform: "Teradata", people: 1 },
    ])
    expect((await listCatalog(home.as("editor"), {})).wanted).toEqual([])
    await expect(requestPlatform(home.as("editor"), { platform: "  " })).rejects.toThrow("Name the platform.")
    await expect(requestPlatform(home.worker(), { platform: "x" })).rejects.toMatchObject({ code: "forbidden" })
  }))
