import { join } from "node:path"
import { CreateBucketCommand, GetObjectCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3"
import { afterAll, beforeAll, expect, test } from "vitest"
import { env } from "@/lib/base/env"
import { type Ceph, type S3Keys, startCeph } from "@/scripts/ceph"
import { pointAt } from "@/test/doubles/point"
import { guard } from "../../egress/guard"
import { compileCount } from "../../sql/compile"
import type { Table } from "../connector"
import { parquet } from "../files/trial"
import { canary, openSession, outcomes, resultOf, runChecks, withSession } from "../trial"

let ceph: Ceph | undefined
let root: S3Client
beforeAll(async () => {
  const started = await startCeph({ dir: join(env().PATCHBAY_HOME, "ceph"), port: 55_620 })
  if ("skipped" in started) {
    if (process.env.CI === "true") throw new Error(`CI skips nothing, but there is ${started.skipped}`)
    return console.warn(`The tests against a real S3 server are skipped: ${started.skipped}`)
  }
  ceph = started
  root = clientOf(ceph.admin)
  pointAt({ sts: ceph.url })
  await root.send(new CreateBucketCommand({ Bucket: "shop" }))
  await put("exports/people.csv", "id,name\n1,Ann\n2,Bob\n")
  await put("exports/orders/dt=2026-01-01/0.parquet", await parquet("SELECT range AS id FROM range(10)"))
  await put("exports/orders/dt=2026-01-02/0.parquet", await parquet("SELECT range AS id FROM range(5)"))
}, 400_000)
afterAll(async () => {
  root?.destroy()
  await ceph?.stop()
})

const real = (name: string, work: (ceph: Ceph) => Promise<void>, ms = 60_000) =>
  test(name, async ({ skip }) => (ceph ? work(ceph) : skip("there is no Ceph here")), ms)
const clientOf = ({ accessKeyId, secretAccessKey }: S3Keys) =>
  new S3Client({ endpoint: ceph?.url ?? "", region: "default", forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
const put = (Key: string, Body: string | Buffer) => root.send(new PutObjectCommand({ Bucket: "shop", Key, Body }))
const settings = {
  bucket: "shop",
  region: "default",
  prefixes: ["exports"],
  format: "auto",
  delimiter: "auto",
  loose: "each",
  tls: "off",
  host: "127.0.0.1",
}
const session = (keys: object, more: object = {}) =>
  openSession("s3", guard({ allow: `127.0.0.1:${ceph?.port}` }), {
    settings: { ...settings, port: ceph?.port, ...more },
    keys: { method: "key", ...keys },
  })
const check = (keys: object, more?: object) => withSession(session(keys, more), runChecks)
const keysOf = ({ accessKeyId, secretAccessKey }: S3Keys) => ({ accessKeyId, secretAccessKey })

/** Lets users do exactly these things. */
const policy = (...rules: { user: S3Keys; action: string | string[]; on: string }[]) =>
  root.send(
    new PutBucketPolicyCommand({
      Bucket: "shop",
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: rules.map(({ user, action, on }) => ({
          Effect: "Allow",
          Principal: { AWS: [`arn:aws:iam:::user/${user.userId}`] },
          Action: action,
          Resource: on,
        })),
      }),
    }),
  )
const whole = "arn:aws:s3:::shop"

real("VAL-8 a real server with a policy for reading alone passes every check, and counts", async ({ user }) => {
  const reader = user("reader")
  await policy({ user: reader, action: "s3:ListBucket", on: whole }, { user: reader, action: "s3:GetObject", on: `${whole}/*` })
  const results = await check(keysOf(reader))
  expect(results.filter(({ outcome }) => outcome !== "passed").map(({ key }) => key)).toEqual(["excess"])
  expect(resultOf(results, "introspect")?.message).toBe("2 tables with 4 columns.")
  await withSession(session(keysOf(reader)), async (open) => {
    const tables: Table[] = []
    for await (const page of open.tables()) tables.push(...page)
    const [orders, people] = tables
    const limit = { signal: new AbortController().signal, timeoutMs: 20_000 }
    const day = { match: "all" as const, conditions: [{ column: "dt", op: "on" as const, value: "2026-01-02" }] }
    expect(await open.count(compileCount("duckdb", orders as Table, day), limit)).toBe(5)
    expect(await open.count(compileCount("duckdb", people as Table, { match: "all", conditions: [] }), limit)).toBe(2)
  })
})

real("VAL-4 a real policy that lacks one action is found out, and the missing one is named", async ({ user }) => {
  const [lister, getter] = [user("lister"), user("getter")]
  await policy({ user: lister, action: "s3:ListBucket", on: whole }, { user: getter, action: "s3:GetObject", on: `${whole}/*` })
  expect(resultOf(await check(keysOf(lister)), "tables")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("s3:GetObject is missing"),
  })
  expect(resultOf(await check(keysOf(getter)), "tables")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("s3:ListBucket is missing"),
  })
})

real("VAL-6 a wrong key and a wrong secret are refused by a real server, and told apart", async ({ user }) => {
  const { accessKeyId, secretAccessKey } = user("known")
  const said = async (keys: object) => resultOf(await check(keys), "authenticate")
  expect(await said({ accessKeyId: "NOBODYNOBODYNOBODYNO", secretAccessKey })).toMatchObject({
    reason: "credentials",
    message: expect.stringContaining("does not exist"),
  })
  expect(await said({ accessKeyId, secretAccessKey: canary })).toMatchObject({
    reason: "credentials",
    message: expect.stringContaining("does not belong"),
  })
  expect(resultOf(await check({ accessKeyId, secretAccessKey }, { bucket: "no-such-bucket" }), "database")).toMatchObject({
    outcome: "failed",
    reason: "missing",
  })
})

real("a role of a real server is taken on, and may do what its policy allows", async ({ user, admin, run }) => {
  const base = user("patchbay")
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: [`arn:aws:iam:::user/${base.userId}`] }, Action: ["sts:AssumeRole"] }],
  }
  const allowed = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["s3:ListBucket", "s3:GetObject"], Resource: [whole, `${whole}/*`] }],
  }
  const gateway = ["-n", "client.rgw", "role"]
  for (const name of ["reader", "empty"])
    run("radosgw-admin", [...gateway, "create", `--role-name=${name}`, `--assume-role-policy-doc=${JSON.stringify(trust)}`])
  run("radosgw-admin", [
    "-n",
    "client.rgw",
    "role-policy",
    "put",
    "--role-name=reader",
    "--policy-name=read",
    `--policy-doc=${JSON.stringify(allowed)}`,
  ])
  Object.assign(env(), { PATCHBAY_AWS_ACCESS_KEY_ID: base.accessKeyId, PATCHBAY_AWS_SECRET_ACCESS_KEY: base.secretAccessKey })
  try {
    const as = (role: string) => check({ method: "role", roleArn: `arn:aws:iam:::role/${role}` })
    expect(outcomes(await as("reader"))).toMatchObject({ authenticate: "passed", tables: "passed", introspect: "passed" })
    expect(resultOf(await as("empty"), "tables")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("s3:ListBucket is missing"),
    })
    expect(resultOf(await as("nobody"), "authenticate")?.outcome).toBe("failed")
  } finally {
    Object.assign(env(), { PATCHBAY_AWS_ACCESS_KEY_ID: undefined, PATCHBAY_AWS_SECRET_ACCESS_KEY: undefined })
  }
  expect(admin.userId).toBe("admin")
})

real("a real server takes an export from whom its policy lets write, and refuses it to others", async ({ user }) => {
  const [writer, reader] = [user("writer"), user("only-reader")]
  const sent = `${whole}/sent/*`
  await policy({ user: writer, action: "s3:PutObject", on: sent }, { user: reader, action: "s3:GetObject", on: sent })
  const batch = { id: "b1", path: "sent/part-0.csv", body: Buffer.from("id\n1\n"), contentType: "text/csv" }
  const deliver = (keys: S3Keys) => withSession(session(keysOf(keys)), async (open) => open.deliver?.(batch, new AbortController().signal))
  await deliver(writer)
  const { Body } = await clientOf(reader).send(new GetObjectCommand({ Bucket: "shop", Key: batch.path }))
  expect(await Body?.transformToString()).toBe("id\n1\n")
  await expect(deliver(reader)).rejects.toMatchObject({ reason: "permission", message: expect.stringContaining("s3:PutObject") })
})

real(
  "20,000 objects of a real server are listed page by page",
  async ({ admin }) => {
    const waiting = Array.from({ length: 20_000 }, (_, at) => at).values()
    await Promise.all(
      Array.from({ length: 24 }, async () => {
        for (const at of waiting) await put(`many/log/part-${String(at).padStart(5, "0")}.csv`, "id\n1\n")
      }),
    )
    await withSession(session(keysOf(admin), { prefixes: ["many"] }), async (open) => {
      const tables: Table[] = []
      for await (const page of open.tables()) tables.push(...page)
      expect(tables).toMatchObject([{ schema: "many", name: "log", readable: true }])
      expect(tables[0]?.comment).toBeUndefined()
      const all = open.count(compileCount("duckdb", tables[0] as Table, { match: "all", conditions: [] }), {
        signal: new AbortController().signal,
        timeoutMs: 60_000,
      })
      await expect(all).rejects.toMatchObject({ reason: "unsupported", message: expect.stringContaining("more than 10,000 files") })
    })
  },
  300_000,
)
