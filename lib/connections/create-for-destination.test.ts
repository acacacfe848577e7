import { afterAll, expect, test } from "vitest"
import { closeBoss } from "@/lib/queue/boss"
import { wanted } from "@/test/sources"
import { closePools, world } from "@/test/world"
import { createConnection } from "./create"
import { connectionDetail } from "./detail"

afterAll(async () => {
  await closeBoss()
  await closePools()
})

const anywhere = {
  settings: { host: "db.example.com", port: 5432, database: "shop", tls: "verify-full" },
  keys: { user: "reader", password: "s3cret-word" },
}

test("CRE-13: a connection made for Power BI, the API or a data warehouse begins shared, an editor's too", () =>
  world(async ({ home }) => {
    for (const destination of ["Power BI", "API", "Data warehouse"] as const) {
      const { id } = await createConnection(home.as("editor"), wanted(anywhere, { name: destination, destination }))
      const seen = { visibility: "shared", sharedWith: { kind: "all teams" } }
      expect(await connectionDetail(home.as("editor"), { connectionId: id })).toMatchObject(seen)
    }
  }))

test("CRE-12: for Google Sheets, Looker Studio and Excel private is accepted, and how an editor's begins", () =>
  world(async ({ home }) => {
    for (const destination of ["Google Sheets", "Looker Studio", "Excel"] as const) {
      const chosen = wanted(anywhere, { name: `${destination} chosen`, destination, access: { kind: "private" } })
      const begun = wanted(anywhere, { name: `${destination} begun`, destination })
      for (const [who, asked] of [
        ["owner", chosen],
        ["editor", begun],
      ] as const) {
        const { id } = await createConnection(home.as(who), asked)
        expect(await connectionDetail(home.as(who), { connectionId: id })).toMatchObject({
          visibility: "private",
          sharedWith: { kind: "private" },
        })
      }
    }
  }))
