import { afterAll, beforeAll, expect, test, vi } from "vitest"
import type { Context } from "@/lib/access/context"
import { countAudience } from "@/lib/audiences/count"
import { estimateAudience } from "@/lib/audiences/estimate"
import type { ConnectionId } from "@/lib/base/ids"
import { createConnection } from "@/lib/connections/create"
import { connectionDetail } from "@/lib/connections/detail"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { validateConnection } from "@/lib/connections/validate"
import type { Filter } from "@/lib/sql/model"
import { type BigqueryDouble, bigqueryDouble } from "@/test/doubles/bigquery/server"
import { roles } from "@/test/doubles/bigquery/world"
import { refreshed } from "@/test/sources"
import { closePools, type House, pool, world } from "@/test/world"
import { type Questions, startQuestions } from "./questions"

const { port, token, doublePort } = vi.hoisted(() => {
  const [port, token] = [20_000 + Math.floor(Math.random() * 10_000), "a-token-of-the-test"]
  const doublePort = port + 10_000
  const url = `http://127.0.0.1:${doublePort}`
  Object.assign(process.env, {
    WORKER_TOKEN: token,
    WORKER_URL: `http://127.0.0.1:${port}`,
    EGRESS_ALLOW: `127.0.0.1:${doublePort}`,
    PATCHBAY_ENDPOINTS: ["bigquery", "google-token", "google-iam", "google-projects"].map((name) => `${name}=${url}`).join(","),
  })
  return { port, token, doublePort }
})
const project = "cost-project-1"
const gib = 1_073_741_824
let double: BigqueryDouble
let questions: Questions
beforeAll(async () => {
  double = await bigqueryDouble({ port: doublePort })
  const id = { name: "id", type: "INT64" as const }
  double.world.dataset(project, "shop", [
    { name: "people", fields: [id], rows: [["1"], ["2"], ["3"]], bytes: 1.25 * gib },
    { name: "clicks", fields: [id], rows: [["1"]], bytes: 45 * gib },
    { name: "visits", fields: [{ name: "day", type: "DATE" }], rows: [["2026-01-31"]], partition: { field: "day", required: true } },
  ])
  questions = await startQuestions({ port, token, db: pool("worker").db })
})
afterAll(async () => {
  await questions?.close()
  await double?.close()
  await closePools()
})

async function connected(house: House, ctx: Context, ...permissions: readonly string[]): Promise<{ id: ConnectionId; email: string }> {
  const key = double.accounts.account(`r${crypto.randomUUID().slice(0, 8)}@${project}.iam.gserviceaccount.com`)
  double.world.grant(key.clientEmail, project, ...permissions)
  const { id, runId } = await createConnection(ctx, {
    platform: "bigquery",
    method: "service-account",
    name: `BigQuery ${key.clientEmail}`,
    description: "",
    settings: { project, ceilingGib: "10" },
    keys: key,
    access: { kind: "teams", teamIds: [house.teams.consumer] },
  })
  await validateConnection(house.worker(), { connectionId: id, runId })
  return { id, email: key.clientEmail }
}
const every: Filter = { match: "all", conditions: [] }
const asked = (connectionId: ConnectionId, table: string, filter = every) => ({
  connectionId,
  schema: "shop",
  table,
  filter,
  editor: "editor-of-costs",
})

test("a count on BigQuery says how much it reads, and one over the limit of its connection is refused with both figures", () =>
  world(async ({ home }) => {
    const { id } = await connected(home, home.as("admin"), ...roles.jobUser, ...roles.dataViewer)
    await refreshed(home, home.as("admin"), id)
    const marketer = home.as("marketer")
    expect(await countAudience(marketer, asked(id, "people"))).toMatchObject({ count: 3, bytes: 1.25 * gib })
    await expect(countAudience(marketer, asked(id, "clicks"))).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/would read 45 GiB, and the connection allows 10 GiB/),
    })
    await expect(countAudience(marketer, asked(id, "visits"))).rejects.toMatchObject({
      message: expect.stringContaining("partition column (day)"),
    })
    const onDay: Filter = { match: "all", conditions: [{ column: "day", op: "on", value: "2026-01-31" }] }
    expect(await countAudience(marketer, asked(id, "visits", onDay))).toMatchObject({ count: 1 })
  }))

test("what a count on BigQuery would read is told before it is made, and nothing is read for that", () =>
  world(async ({ home, elsewhere }) => {
    const { id } = await connected(home, home.as("admin"), ...roles.jobUser, ...roles.dataViewer)
    await refreshed(home, home.as("admin"), id)
    const made = double.jobs.all().length
    expect(await estimateAudience(home.as("marketer"), asked(id, "people"))).toEqual({ bytes: 1.25 * gib })
    expect(double.jobs.all()).toHaveLength(made)
    await expect(estimateAudience(home.as("marketer"), asked(id, "clicks"))).rejects.toMatchObject({
      message: expect.stringMatching(/would read 45 GiB, and the connection allows 10 GiB/),
    })
    await expect(estimateAudience(home.as("marketer2"), asked(id, "people"))).rejects.toMatchObject({ code: "not_found" })
    await expect(estimateAudience(home.as("noSeat"), asked(id, "people"))).rejects.toMatchObject({ code: "forbidden" })
    await expect(estimateAudience(elsewhere.as("owner"), asked(id, "people"))).rejects.toMatchObject({ code: "not_found" })
  }))

test("the picker says which connection charges for what it reads", () =>
  world(async ({ home }) => {
    const { id } = await connected(home, home.as("admin"), ...roles.jobUser, ...roles.dataViewer)
    const usable = await listUsableConnections(home.as("marketer"), {})
    expect(usable.find((one) => one.id === id)).toMatchObject({ usable: true, charges: true })
  }))

test("VAL-4 a service account that lacks a permission leaves the connection inactive, with the permission named", () =>
  world(async ({ home }) => {
    const { id, email } = await connected(home, home.as("admin"), ...roles.jobUser, ...roles.metadataViewer)
    const found = JSON.stringify(await connectionDetail(home.as("admin"), { connectionId: id }))
    expect(found).toContain('"status":"Inactive"')
    expect(found).toContain("bigquery.tables.getData")
    expect(found).not.toMatch(/PRIVATE KEY|Access Denied|ya29/)
    double.world.grant(email, `${project}.shop`, ...roles.dataViewer)
  }))
