import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { type GcsDouble, gcsDouble, reading } from "@/test/doubles/gcs/gcs"
import { pointAt } from "@/test/doubles/point"
import { s3Double } from "@/test/doubles/s3/s3"
import { guard } from "../../egress/guard"
import { compileCount } from "../../sql/compile"
import type { Table } from "../connector"
import { parquet } from "../files/trial"
import { manifests } from "../manifests"
import { readPaste } from "../paste"
import { canary, openSession, outcomes, type Ran, remediesOf, resultOf, runChecks, withSession } from "../trial"

let double: GcsDouble
beforeAll(async () => {
  double = await gcsDouble()
  double.bucket("shop", {
    "crm/people.csv": "id,name\n1,Ann\n2,Bob\n",
    "crm/orders/dt=2026-01-01/0.parquet": await parquet("SELECT range AS id FROM range(10)"),
    "crm/orders/dt=2026-01-02/0.parquet": await parquet("SELECT range AS id FROM range(5)"),
  })
  double.bucket("paying", { "a.csv": "id\n1\n" }, { pays: true })
  double.bucket("bare", {})
  pointAt(double.endpoints)
})
afterEach(() => double.heal())
afterAll(() => double.close())

type More = { bucket?: string; settings?: object; keys?: object; port?: number }
const session = ({
  bucket = "shop",
  settings = {},
  keys = { method: "service-account", ...double.reader(bucket) },
  port = double.port,
}: More = {}) =>
  openSession("gcs", guard({ allow: `127.0.0.1:${double.port},127.0.0.1:${port}` }), {
    settings: { bucket, prefixes: ["crm"], format: "auto", delimiter: "auto", loose: "each", ...settings },
    keys: keys as Record<string, unknown>,
  })
const check = (more?: More): Promise<Ran[]> => withSession(session(more), runChecks)
const holding = (permissions: string[], bucket = "shop") => ({ method: "service-account", ...double.reader(bucket, permissions) })

test("CAT-6 the page offers direct GCS bucket access, and an address or a key file fills the form", () => {
  expect(manifests.gcs.facts.join(" ")).toContain("Direct GCS bucket access")
  expect(manifests.gcs.description).toBe("Connect to Cloud Storage buckets with data files.")
  expect(readPaste("gs://shop/crm/")).toMatchObject({ platform: "gcs", settings: { bucket: "shop", prefixes: "crm/" } })
  const file = {
    type: "service_account",
    client_email: "a@b.iam.gserviceaccount.com",
    private_key: "k",
    private_key_id: "i",
    project_id: "p",
  }
  expect(readPaste(JSON.stringify(file), "gcs")).toMatchObject({ platform: "gcs", settings: {}, method: "service-account" })
  expect(manifests.gcs.script({ bucket: "shop" }, { clientEmail: "a@b.iam.gserviceaccount.com" })).toBe(
    "gcloud storage buckets add-iam-policy-binding gs://shop --member=serviceAccount:a@b.iam.gserviceaccount.com --role=roles/storage.objectViewer",
  )
  expect(manifests.gcs.script({ bucket: "x; rm -rf /" }, {})).toContain("gs://{bucket}")
})

test("VAL-8 listing and reading is all that is needed; a filter on partitions counts what it should", async () => {
  const results = await check()
  expect(results.every(({ outcome }) => outcome === "passed")).toBe(true)
  expect(resultOf(results, "introspect")?.message).toBe("2 tables with 4 columns.")
  expect(resultOf(results, "excess")?.message).toBe("The account may read, and nothing else.")
  await withSession(session(), async (open) => {
    const tables: Table[] = []
    for await (const page of open.tables()) tables.push(...page)
    const filter = { match: "all" as const, conditions: [{ column: "dt", op: "on" as const, value: "2026-01-02" }] }
    const limit = { signal: new AbortController().signal, timeoutMs: 20_000 }
    expect(await open.count(compileCount("duckdb", tables[0] as Table, filter), limit)).toBe(5)
    expect(await open.count(compileCount("duckdb", tables[1] as Table, { match: "all", conditions: [] }), limit)).toBe(2)
  })
})

test("VAL-4 exactly the permission that is missing is named, with the command that gives it", async () => {
  for (const lacking of reading) {
    const keys = holding(reading.filter((permission) => permission !== lacking))
    const results = await check({ keys })
    expect(resultOf(results, "tables")).toMatchObject({ outcome: "failed", reason: "permission", message: `${lacking} is missing.` })
    expect(remediesOf(results)).toEqual([
      `gcloud storage buckets add-iam-policy-binding gs://shop --member=serviceAccount:${(keys as unknown as { clientEmail: string }).clientEmail} --role=roles/storage.objectViewer`,
    ])
    expect(outcomes(results).introspect).toBe("skipped")
  }
  expect(resultOf(await check({ keys: holding([]) }), "tables")?.message).toBe("storage.objects.list and storage.objects.get are missing.")
})

test("rights that are not needed are named", async () => {
  const results = await check({ keys: holding([...reading, "storage.objects.create", "storage.objects.delete"]) })
  expect(resultOf(results, "excess")).toMatchObject({ outcome: "warning", message: expect.stringContaining("2 rights") })
  expect(resultOf(results, "excess")?.excess?.map(({ right }) => right)).toEqual([
    "storage.objects.create: may write files",
    "storage.objects.delete: may delete files",
  ])
})

test("VAL-6 VAL-7 a wrong key, a bucket that is not there, one that is empty and one whose readers pay are told apart", async () => {
  const { clientEmail, privateKeyId, privateKey } = double.reader("shop")
  double.accounts.deleteKey(clientEmail, privateKeyId)
  expect(
    resultOf(await check({ keys: { method: "service-account", clientEmail, privateKeyId, privateKey } }), "authenticate"),
  ).toMatchObject({
    outcome: "failed",
    reason: "credentials",
  })
  expect(resultOf(await check({ bucket: "gone" }), "database")).toMatchObject({
    outcome: "failed",
    reason: "missing",
    message: expect.stringContaining("no bucket"),
  })
  expect(resultOf(await check({ bucket: "bare" }), "tables")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("Check three things"),
  })
  expect(resultOf(await check({ bucket: "paying" }), "database")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("Requester Pays"),
  })
  expect(outcomes(await check({ bucket: "paying", settings: { prefixes: [], userProject: "payer-project" } })).introspect).toBe("passed")
})

const said = (status: number, reason: string) => ({
  status,
  body: { error: { code: status, message: "Some text of Google", errors: [{ reason }] } },
})
test.each([
  ["a page of a proxy", "html", "unreachable"],
  ["half a body", "half", "unreachable"],
  ["a cut line", "cut", "unreachable"],
  ["a fault of its own", said(500, "backendError"), "unreachable"],
  ["too many requests", said(429, "rateLimitExceeded"), "unreachable"],
  ["a refusal of the token", said(401, "authError"), "credentials"],
  ["the interface is off", said(403, "accessNotConfigured"), "unsupported"],
] as const)("%s is told in our own words", async (_name, fault, reason) => {
  double.fail(/^GET \/storage\/v1\/b\/shop\/(iam|o)/, fault, 9)
  const found = (await check()).find(({ outcome }) => outcome === "failed")
  expect(found).toMatchObject({ reason })
  expect(found?.message).not.toMatch(/Some text|Error|<|undefined|socket/)
})

test("a token that ends in the middle is renewed, also for a file", async () => {
  await withSession(session(), async (open) => {
    const tables: Table[] = []
    for await (const page of open.tables()) {
      tables.push(...page)
      double.accounts.expireTokens()
    }
    const limit = { signal: new AbortController().signal, timeoutMs: 20_000 }
    double.fail(/people\.csv$/, said(401, "authError"), 1)
    expect(await open.count(compileCount("duckdb", tables[1] as Table, { match: "all", conditions: [] }), limit)).toBe(2)
  })
})

test("an HMAC key reads through the interface that speaks like S3", async () => {
  const like = await s3Double()
  like.bucket("shop", { "crm/people.csv": "id,name\n1,Ann\n" }, { region: "auto" })
  pointAt({ gcs: like.url })
  try {
    const { accessKeyId, secretAccessKey } = like.user()
    const keys = { method: "hmac", accessKeyId, secretAccessKey }
    const results = await check({ keys, port: like.port })
    expect(results.filter(({ outcome }) => outcome !== "passed").map(({ key }) => key)).toEqual(["excess"])
    expect(resultOf(results, "excess")?.message).toContain("Not known")
    const wrong = await check({ keys: { ...keys, secretAccessKey: canary }, port: like.port })
    expect(resultOf(wrong, "authenticate")).toMatchObject({ outcome: "failed", reason: "credentials" })
    expect(JSON.stringify(wrong)).not.toContain(canary)
    const lists = like.user(["s3:ListBucket"])
    expect(resultOf(await check({ keys: { method: "hmac", ...lists }, port: like.port }), "tables")).toMatchObject({
      outcome: "failed",
      message: "storage.objects.get is missing.",
    })
  } finally {
    pointAt(double.endpoints)
    await like.close()
  }
})

test("neither key nor token stands in any answer", async () => {
  const keys = { method: "service-account", ...double.reader("shop") }
  const text = JSON.stringify(await check({ keys }))
  expect(text).not.toContain(keys.privateKey.split("\n")[1] ?? "-")
  expect(double.accounts.issuedTokens().filter((token) => text.includes(token))).toEqual([])
})
