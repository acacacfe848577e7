import net, { type AddressInfo } from "node:net"
import { describe, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { canary, encrypted, openSession, outcomes, resultOf, runChecks, stubborn, withSession } from "../trial"

const adminUrl = new URL(process.env.TEST_SOURCE_ADMIN_URL ?? "postgres://missing")
const server = { host: adminUrl.hostname, port: Number(adminUrl.port) }
const dial = guard({ allow: `127.0.0.1:${server.port}` })
const answers = (over: Record<string, unknown> = {}, keys: Record<string, unknown> = {}) => ({
  settings: { ...server, database: "postgres", tls: "off", schemas: [], ...over },
  keys: { method: "password", user: "nobody", password: canary, ...keys },
})
const check = (...over: Parameters<typeof answers>) => withSession(openSession("postgres", dial, answers(...over)), runChecks)

describe("a PostgreSQL server that refuses, hangs or lies", () => {
  test("a lost password, host, port and database each say what to do, and none says the secret", async () => {
    const wrong = { password: `${canary}-wrong` }
    expect(resultOf(await check({}, wrong), "authenticate")).toMatchObject({
      outcome: "failed",
      reason: "credentials",
      message: expect.stringContaining("password is wrong"),
    })
    expect(outcomes(await check({}, wrong))).toMatchObject({ authenticate: "failed", database: "skipped", excess: "skipped" })
    expect(resultOf(await check({ host: "no-such-host.invalid" }), "connect")).toMatchObject({ outcome: "failed", reason: "unreachable" })
    expect(resultOf(await check({ host: "10.0.0.1" }), "connect")).toMatchObject({ message: expect.stringContaining("may not connect") })
    expect(JSON.stringify([await check({}, wrong), await check({ tls: "require" })])).not.toContain(canary)
  })

  test("a server without TLS, with an unknown certificate, with another name", async () => {
    expect(resultOf(await check({ tls: "verify-full" }), "tls")).toMatchObject({
      outcome: "failed",
      reason: "tls",
      message: expect.stringContaining("does not offer encryption"),
    })
    const proxy = await encrypted(server.port, "localhost")
    const through = guard({ allow: `127.0.0.1:${proxy.port}` })
    const see = async (over: object) =>
      resultOf(await withSession(openSession("postgres", through, answers({ port: proxy.port, ...over })), runChecks), "tls")
    expect(await see({ host: "localhost", tls: "verify-full" })).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("not signed by a known authority"),
    })
    expect(await see({ host: "localhost", tls: "verify-full", ca: proxy.ca })).toMatchObject({ outcome: "passed" })
    expect(await see({ host: "127.0.0.1", tls: "verify-full", ca: proxy.ca })).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("another name"),
    })
    expect(await see({ host: "127.0.0.1", tls: "require" })).toMatchObject({ outcome: "warning" })
    expect(await see({ host: "localhost", tls: "verify-full", ca: "nonsense" })).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("CA certificate"),
    })
    proxy.close()
  })

  test("a host that takes the call and never answers is given up, and never hears the password", async () => {
    const silent = await stubborn()
    const through = guard({ allow: `127.0.0.1:${silent.port}` })
    const results = await withSession(openSession("postgres", through, answers({ port: silent.port })), runChecks)
    expect(resultOf(results, "authenticate")).toMatchObject({ outcome: "failed", reason: "timeout" })
    expect(silent.heard()).not.toContain(canary)
    silent.close()
  })

  test("what somebody says in the middle of the change to TLS is not listened to", async () => {
    const noisy = await stubborn(Buffer.from("SEVIL"))
    const results = await withSession(
      openSession("postgres", guard({ allow: `127.0.0.1:${noisy.port}` }), answers({ port: noisy.port, tls: "verify-full" })),
      runChecks,
    )
    expect(resultOf(results, "tls")).toMatchObject({ outcome: "failed", reason: "unsupported" })
    noisy.close()
  })

  test("a server that hangs up on us is not dialled again and again", async () => {
    let calls = 0
    const rude = net.createServer((socket) => {
      calls++
      socket.on("error", () => {}).once("data", () => socket.end())
    })
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve))
    const { port } = rude.address() as AddressInfo
    const results = await withSession(openSession("postgres", guard({ allow: `127.0.0.1:${port}` }), answers({ port })), runChecks)
    expect(resultOf(results, "authenticate")).toMatchObject({ outcome: "failed", reason: "unreachable" })
    expect(calls).toBe(1)
    rude.close()
  })

  test("a line that breaks between two checks is an answer, not a crash", async () => {
    const brittle = net.createServer((socket) => {
      socket.on("error", () => {})
      setTimeout(() => socket.resetAndDestroy(), 50)
    })
    await new Promise<void>((resolve) => brittle.listen(0, "127.0.0.1", resolve))
    const { port } = brittle.address() as AddressInfo
    await withSession(
      openSession("postgres", guard({ allow: `127.0.0.1:${port}` }), answers({ port, tls: "verify-full" })),
      async (session) => {
        const [connect, tls] = session.checks()
        await connect?.run()
        await new Promise((resolve) => setTimeout(resolve, 150))
        expect(await tls?.run()).toMatchObject({ outcome: "failed" })
      },
    )
    brittle.close()
  })
})
