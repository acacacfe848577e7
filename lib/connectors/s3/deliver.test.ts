import { afterAll, beforeAll, expect, test } from "vitest"
import { type S3Double, s3Double } from "@/test/doubles/s3/s3"
import { guard } from "../../egress/guard"
import type { Batch } from "../connector"
import { manifests } from "../manifests"
import { openSession, resultOf, runChecks, withSession } from "../trial"

let double: S3Double
beforeAll(async () => {
  double = await s3Double()
  double.bucket("shop", { "crm/people.csv": "id,name\n1,Ann\n" })
})
afterAll(() => double.close())

const session = (keys: object) =>
  openSession("s3", guard({ allow: `127.0.0.1:${double.port}` }), {
    settings: {
      bucket: "shop",
      region: "us-east-1",
      prefixes: ["crm"],
      format: "auto",
      delimiter: "auto",
      loose: "each",
      tls: "off",
      host: "127.0.0.1",
      port: double.port,
    },
    keys: { method: "key", ...keys },
  })
const { signal } = new AbortController()
const batch: Batch = { id: "bat_1", path: "exports/2026/Ünï part-0.csv", body: Buffer.from("id,name\n1,名前\n"), contentType: "text/csv" }
const writer = () => double.user(["s3:ListBucket", "s3:GetObject", "s3:PutObject"])
const exported = () => double.heard.filter(({ method }) => method === "PUT")

test("a batch becomes a file of its own, and the same batch again is the same file", async () => {
  expect(Object.values(manifests.s3.methods).every(({ enables }) => enables.includes("export.bucket"))).toBe(true)
  await withSession(session(writer()), async (open) => {
    await open.deliver?.(batch, signal)
    await open.deliver?.(batch, signal)
  })
  expect(exported().map(({ path, body }) => [path, body])).toEqual(
    Array.from({ length: 2 }, () => [`/shop/${batch.path}`, batch.body.toString("utf8")]),
  )
})

test("a credential for reading passes its checks; that it may not write is named when a delivery is refused", async () => {
  const reader = double.user()
  const results = await withSession(session(reader), runChecks)
  expect(resultOf(results, "tables")?.outcome).toBe("passed")
  expect(JSON.stringify(results)).not.toContain("PutObject")
  expect(manifests.s3.permissions.map(({ name }) => name).join()).not.toContain("PutObject")
  const refused = withSession(session(reader), async (open) => open.deliver?.(batch, signal))
  await expect(refused).rejects.toMatchObject({
    name: "SourceError",
    reason: "permission",
    message: expect.stringContaining("s3:PutObject is missing"),
  })
})

test("an outage while writing is no missing permission", async () => {
  double.fail(/^PUT/, { status: 503, body: "<Error><Code>SlowDown</Code></Error>", headers: { "content-type": "application/xml" } }, 9)
  const refused = withSession(session(writer()), async (open) => open.deliver?.(batch, signal))
  await expect(refused).rejects.toMatchObject({ reason: "unreachable" })
})
