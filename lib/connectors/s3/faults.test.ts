import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { type S3Double, s3Double } from "@/test/doubles/s3/s3"
import { guard } from "../../egress/guard"
import { openSession, type Ran, resultOf, runChecks, stubborn, withSession } from "../trial"

let double: S3Double
beforeAll(async () => {
  double = await s3Double()
  double.bucket("shop", { "people.csv": "id,name\n1,Ann\n" })
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
const xml = (status: number, code: string) => ({
  status,
  body: `<Error><Code>${code}</Code></Error>`,
  headers: { "content-type": "application/xml" },
})
test.each([
  ["a page of a proxy", "html", "unreachable"],
  ["half a body", "half", "unreachable"],
  ["a cut line", "cut", "unreachable"],
  ["a fault of its own", xml(500, "InternalError"), "unreachable"],
  ["too many requests", xml(503, "SlowDown"), "unreachable"],
  ["a wrong clock", xml(403, "RequestTimeTooSkewed"), "unreachable"],
  ["an expired token", xml(400, "ExpiredToken"), "credentials"],
  ["a page instead of XML", { status: 200, body: "<html>Sign in</html>", headers: { "content-type": "text/html" } }, "missing"],
] as const)("%s is told in our own words", async (_name, fault, reason) => {
  double.fail(/^GET \/shop/, fault, 9)
  const found = (await check()).find(({ outcome }) => outcome === "failed")
  expect(found).toMatchObject({ reason })
  expect(found?.message).not.toMatch(/Error|<|undefined|socket|XML/)
})

test("a server that says nothing is left, and one that speaks no HTTP is named", async () => {
  const stop = new AbortController()
  double.fail(/^GET \/shop/, "never", 9)
  const { accessKeyId, secretAccessKey } = double.user()
  const silent = openSession("s3", guard({ allow: `127.0.0.1:${double.port}` }), {
    settings: { ...usual, bucket: "shop", port: double.port },
    keys: { method: "key", accessKeyId, secretAccessKey },
    signal: stop.signal,
  })
  setTimeout(() => stop.abort(new Error("enough")), 300)
  await expect(withSession(silent, runChecks)).rejects.toThrow("enough")
  const noise = await stubborn(Buffer.from("SSH-2.0-OpenSSH_9.2\r\n"))
  expect(resultOf(await check({ port: noise.port }), "authenticate")).toMatchObject({ outcome: "failed", reason: "unreachable" })
  noise.close()
})

test("an address that Patchbay may not dial gets no byte", async () => {
  const listener = await stubborn()
  const { accessKeyId, secretAccessKey } = double.user()
  const closed = openSession("s3", guard({}), {
    settings: { ...usual, bucket: "shop", port: listener.port },
    keys: { method: "key", accessKeyId, secretAccessKey },
  })
  expect(resultOf(await withSession(closed, runChecks), "connect")).toMatchObject({ outcome: "failed", reason: "unreachable" })
  expect(listener.heard()).toBe("")
  listener.close()
})
