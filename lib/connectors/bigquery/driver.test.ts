import { expect, test } from "vitest"
import { roles } from "@/test/doubles/bigquery/world"
import { guard } from "../../egress/guard"
import { withSession } from "../trial"
import { people } from "./trial"
import { sql, stage, tablesOf, within } from "./trial-stage"

const { here, open, count, refusal, stranger } = stage(guard)

test("tables come with their kinds; nested and repeated columns are shown and not filtered", async () => {
  const tables = await withSession(open(), tablesOf)
  expect(tables.map(({ schema, name, kind }) => [schema, name, kind])).toEqual([
    ["shop", "days", "partitioned table"],
    ["shop", "people", "table"],
    ["web", "imported", "foreign table"],
    ["web", "loads", "partitioned table"],
    ["web", "nested", "table"],
  ])
  expect(tables.find(({ name }) => name === "nested")).toMatchObject({
    comment: "Orders with their lines",
    columns: [
      { name: "id", type: "STRING(36)", kind: "text", nullable: false, comment: "Of the order" },
      { name: "total", type: "NUMERIC(10, 2)", kind: "number" },
      { name: "lines", type: "ARRAY<STRUCT<sku STRING, n INT64>>", kind: "other" },
      { name: "address", type: "STRUCT<city STRING>", kind: "other" },
      { name: "tags", type: "ARRAY<STRING>", kind: "other" },
      { name: "at", type: "DATETIME", kind: "timestamp" },
      { name: "place", type: "GEOGRAPHY", kind: "other" },
      { name: "soft", type: "STRING COLLATE und:ci", kind: "text" },
    ],
  })
  expect(tables.find(({ name }) => name === "loads")?.columns.at(-1)).toMatchObject({ name: "_PARTITIONTIME", kind: "timestamp" })
  expect(tables.find(({ name }) => name === "days")?.columns[0]?.comment).toContain("every count needs a condition on it")
})

test("a table that goes between the list and the question is left out, and one that is closed is kept", async () => {
  here.double.fail(/GET .*\/tables\/people$/, {
    status: 404,
    body: { error: { code: 404, message: "Not found: Table x", errors: [{ reason: "notFound" }] } },
  })
  expect((await withSession(open({ settings: { datasets: ["shop"] } }), tablesOf)).map(({ name }) => name)).toEqual(["days"])
  here.double.fail(/GET .*\/tables\/people$/, {
    status: 403,
    body: { error: { code: 403, message: "Access Denied", errors: [{ reason: "accessDenied" }] } },
  })
  expect((await withSession(open({ settings: { datasets: ["shop"] } }), tablesOf))[1]).toMatchObject({
    name: "people",
    readable: false,
    columns: [],
  })
})

test("data in another project is named with it, and counted there", async () => {
  here.double.world.dataset("data-project-1", "crm", [people])
  here.double.world.grant(here.key.clientEmail, "data-project-1.crm", ...roles.dataViewer)
  const settings = { dataProject: "data-project-1" }
  const tables = await withSession(open({ settings }), tablesOf)
  expect(tables).toMatchObject([{ schema: "data-project-1.crm", name: "people", readable: true }])
  expect(await count(sql("SELECT count(*) FROM `data-project-1.crm.people`"), { settings })).toBe(5)
})

test("a count has a ceiling, a clock and a label, is tried without cost first, and one over the ceiling is never run", async () => {
  const statement = sql("SELECT count(*) FROM `shop.people` WHERE id < CAST(@p1 AS INT64)", "3")
  await withSession(open(), async (session) => {
    expect(await session.estimate?.(statement)).toEqual({ bytes: 500 })
    expect(await session.count(statement, within())).toBe(3)
  })
  const jobs = here.double.heard
    .filter(({ method, path }) => method === "POST" && path.endsWith("/jobs"))
    .map(({ body }) => JSON.parse(body))
  expect(jobs.map(({ configuration }) => configuration.dryRun ?? false)).toEqual([true, false])
  expect(jobs[1].configuration).toMatchObject({
    jobTimeoutMs: "6000",
    labels: { application: "patchbay" },
    query: { maximumBytesBilled: "10737418240" },
  })
  here.double.heal()
  const dear = sql("SELECT count(*) FROM `shop.days` WHERE day = CAST(@p1 AS DATE)", "2026-01-31")
  expect(await refusal(dear)).toMatchObject({ code: "ceiling", message: expect.stringMatching(/would read 40 GiB, .* allows 10 GiB/) })
  expect(here.double.heard.filter(({ body }) => body.includes('"jobTimeoutMs"'))).toEqual([])
  expect(await count(dear, { settings: { ceilingGib: 100 } })).toBe(1)
})

test("a table that wants a condition on its partition column says so", async () => {
  const error = await refusal(sql("SELECT count(*) FROM `shop.days`"))
  expect(error).toMatchObject({ code: "partition-filter", message: expect.stringContaining("a condition on its partition column (day)") })
  expect(
    await count(sql("SELECT count(*) FROM `web.loads` WHERE _PARTITIONTIME >= TIMESTAMP(CAST(@p1 AS DATE), 'UTC')", "2026-01-31")),
  ).toBe(1)
})

test("what writes never goes further than a dry run", async () => {
  const editor = stranger(...roles.dataEditor)
  for (const text of ["DELETE FROM `shop.people` WHERE true", "CREATE TABLE shop.x (n INT64)", "SELECT 1; DROP TABLE shop.people"])
    expect(await refusal(sql(text), { keys: editor })).toMatchObject({ code: "not-a-query" })
  expect(here.double.jobs.writes).toEqual([])
})
