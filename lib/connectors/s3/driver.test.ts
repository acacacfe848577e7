import { gzipSync } from "node:zlib"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { env } from "@/lib/base/env"
import { pointAt } from "@/test/doubles/point"
import { type S3Double, s3Double } from "@/test/doubles/s3/s3"
import { guard } from "../../egress/guard"
import { canary, openSession, outcomes, type Ran, remediesOf, resultOf, runChecks, withSession } from "../trial"

let double: S3Double
beforeAll(async () => {
  double = await s3Double()
  double.bucket("shop", { "crm/people.csv": "id,name\n1,Ann\n", "crm/orders/part-0.csv.gz": gzipSync("id\n1\n") })
  double.bucket("far", { "a.csv": "id\n1\n" }, { region: "eu-central-1" })
  double.bucket("sealed", { "a.csv": "id\n1\n" }, { kmsKey: "arn:aws:kms:us-east-1:111122223333:key/abc" })
  double.bucket("bare", { "readme.html": "<p>no data</p>" })
  double.bucket("nothing", {})
  pointAt({ sts: double.url })
})
afterEach(() => double.heal())
afterAll(() => double.close())

const usual = { region: "us-east-1", prefixes: [], format: "auto", delimiter: "auto", loose: "each", tls: "off", host: "127.0.0.1" }
type More = { bucket?: string; settings?: object; keys?: object; port?: number }
const session = ({ bucket = "shop", settings = {}, keys, port = double.port }: More = {}) => {
  const { accessKeyId, secretAccessKey } = double.user()
  return openSession("s3", guard({ allow: `127.0.0.1:${double.port},127.0.0.1:${port}` }), {
    settings: { ...usual, bucket, port, ...settings },
    keys: { method: "key", accessKeyId, secretAccessKey, ...keys },
  })
}
const check = (more?: More): Promise<Ran[]> => withSession(session(more), runChecks)
const grantsOf = (results: Ran[]) => results.flatMap(({ grants = [] }) => grants)

test("VAL-8 listing and reading is all that is needed, and each is said to be held", async () => {
  const results = await check()
  expect(results.filter(({ outcome }) => outcome !== "passed").map(({ key }) => key)).toEqual(["excess"])
  expect(grantsOf(results).map(({ permission, held }) => [permission, held])).toEqual([
    ["s3:ListBucket", true],
    ["s3:GetObject", true],
  ])
  expect(resultOf(results, "introspect")?.message).toBe("2 tables with 3 columns.")
  expect(resultOf(results, "excess")?.message).toContain("Not known")
  expect(resultOf(await check({ settings: { prefixes: ["crm"] } }), "introspect")?.message).toBe("2 tables with 3 columns.")
})

test("VAL-4 each missing action is named with the policy that allows it, and nothing more", async () => {
  const noList = double.user(["s3:GetObject"])
  const lists = await check({ keys: noList, settings: { prefixes: ["crm/"] } })
  expect(resultOf(lists, "tables")).toMatchObject({
    outcome: "failed",
    reason: "permission",
    message: expect.stringContaining("s3:ListBucket is missing"),
  })
  expect(JSON.parse(remediesOf(lists)[0] ?? "")).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PatchbayLists",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::shop",
        Condition: { StringLike: { "s3:prefix": ["crm/*"] } },
      },
    ],
  })
  expect(grantsOf(lists).map(({ permission, held }) => [permission, held])).toEqual([
    ["s3:ListBucket", false],
    ["s3:GetObject", "unknown"],
  ])
  const noGet = await check({ keys: double.user(["s3:ListBucket"]) })
  expect(resultOf(noGet, "tables")).toMatchObject({ outcome: "failed", message: expect.stringContaining("s3:GetObject is missing") })
  expect(JSON.parse(remediesOf(noGet)[0] ?? "").Statement[0]).toMatchObject({ Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" })
  const noKey = await check({ bucket: "sealed" })
  expect(resultOf(noKey, "tables")).toMatchObject({ outcome: "failed", message: expect.stringContaining("kms:Decrypt is missing") })
  expect(JSON.parse(remediesOf(noKey)[0] ?? "").Statement[0]).toMatchObject({
    Action: "kms:Decrypt",
    Resource: "arn:aws:kms:us-east-1:111122223333:key/abc",
  })
  expect(outcomes(await check({ bucket: "sealed", keys: double.user(["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]) })).tables).toBe(
    "passed",
  )
})

test("VAL-6 a wrong key, a wrong secret and a stale token are told apart", async () => {
  const { accessKeyId, secretAccessKey } = double.user()
  const token = "token-of-the-right-set"
  const lent = double.user(undefined, { token })
  const said = async (keys: object) => resultOf(await check({ keys }), "authenticate")
  expect(await said({ accessKeyId: "AKIANOBODY", secretAccessKey })).toMatchObject({
    reason: "credentials",
    message: expect.stringContaining("does not exist"),
  })
  expect(await said({ accessKeyId, secretAccessKey: canary })).toMatchObject({
    reason: "credentials",
    message: expect.stringContaining("does not belong"),
  })
  expect(await said({ ...lent, sessionToken: "of-another-set" })).toMatchObject({
    reason: "credentials",
    message: expect.stringContaining("session token"),
  })
  expect(await said({ ...lent, sessionToken: token })).toMatchObject({ outcome: "passed" })
  expect(JSON.stringify(await check({ keys: { accessKeyId, secretAccessKey: canary } }))).not.toContain(canary)
})

test("a bucket elsewhere is named with its region, and one that is not there is said to be missing", async () => {
  expect(resultOf(await check({ bucket: "far" }), "database")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("another region: eu-central-1"),
  })
  expect(resultOf(await check({ bucket: "far", settings: { region: "eu-central-1" } }), "tables")?.outcome).toBe("passed")
  expect(resultOf(await check({ bucket: "gone" }), "database")).toMatchObject({
    outcome: "failed",
    reason: "missing",
    message: expect.stringContaining("no bucket"),
  })
})

test("VAL-7 a bucket without files, and one without files of a known kind, name what to check", async () => {
  expect(resultOf(await check({ bucket: "nothing" }), "tables")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("Check three things"),
  })
  expect(resultOf(await check({ bucket: "bare" }), "introspect")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("choose the file format"),
  })
})

const arn = "arn:aws:iam::444455556666:role/patchbay"
const asRole = { method: "role", roleArn: arn }
const externalId = `patchbay-${"a1".repeat(32)}`
function identity() {
  const ours = double.user([])
  Object.assign(env(), { PATCHBAY_AWS_ACCESS_KEY_ID: ours.accessKeyId, PATCHBAY_AWS_SECRET_ACCESS_KEY: ours.secretAccessKey })
  return ours
}
afterEach(() => Object.assign(env(), { PATCHBAY_AWS_ACCESS_KEY_ID: undefined, PATCHBAY_AWS_SECRET_ACCESS_KEY: undefined }))

test("a role is taken on with the external id of the connection, and anew when its keys run out", async () => {
  double.role(arn, { trusts: identity().arn, externalId, actions: ["s3:ListBucket", "s3:GetObject"] })
  await withSession(session({ settings: { externalId }, keys: asRole }), async (open) => {
    expect(outcomes(await runChecks(open))).toMatchObject({ authenticate: "passed", tables: "passed", introspect: "passed" })
    const before = double.heard.filter(({ body }) => body.includes("AssumeRole")).length
    double.shiftClock(2 * 3_600_000)
    const later = await withSession(session({ settings: { externalId }, keys: asRole }), runChecks)
    expect(outcomes(later).tables).toBe("passed")
    expect(double.heard.filter(({ body }) => body.includes("AssumeRole")).length).toBeGreaterThan(before)
    double.shiftClock(0)
  })
})

test("a role that does not trust us, or asks for another id, is refused with the trust policy that it needs", async () => {
  const ours = identity()
  double.role(arn, { trusts: ours.arn, externalId, actions: ["s3:ListBucket", "s3:GetObject"] })
  for (const settings of [{ externalId: `patchbay-${"b2".repeat(32)}` }, {}]) {
    const results = await check({ settings, keys: asRole })
    expect(resultOf(results, "authenticate")).toMatchObject({
      outcome: "failed",
      reason: "credentials",
      message: expect.stringContaining("another external id"),
    })
    expect(outcomes(results)).toMatchObject({ database: "skipped", tables: "skipped" })
  }
  const [remedy = ""] = remediesOf(await check({ settings: { externalId: `patchbay-${"b2".repeat(32)}` }, keys: asRole }))
  expect(JSON.parse(remedy).Statement[0]).toMatchObject({
    Principal: { AWS: ours.arn },
    Condition: { StringEquals: { "sts:ExternalId": `patchbay-${"b2".repeat(32)}` } },
  })
  expect(resultOf(await check({ keys: { ...asRole, roleArn: `${arn}-gone` } }), "authenticate")?.outcome).toBe("failed")
})

test("without an identity of the operator a role says whom to ask", async () => {
  expect(resultOf(await check({ settings: { externalId }, keys: asRole }), "authenticate")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("PATCHBAY_AWS_ACCESS_KEY_ID"),
  })
})
