import net, { type AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { SourceError } from "../connectors/connector"
import { mayReach, parseEntries } from "./addresses"
import { guard } from "./guard"
import { canonicalHost } from "./host"

let heard = 0
const server = net.createServer((socket) => {
  heard++
  socket.on("data", () => heard++)
  socket.on("error", () => {})
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => "connected",
    (error: unknown) => (error instanceof SourceError ? error : String(error)),
  )
const notAllowed = { name: "SourceError", reason: "unreachable", code: "not-allowed" }

describe("the guard of everything that leaves the worker", () => {
  test.each([
    "127.0.0.1",
    "localhost",
    "::1",
    "::ffff:127.0.0.1",
    "[::ffff:7f00:1]",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "10.0.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "fd00::1",
    "fe80::1",
    "::7f00:1",
    "4000::1",
  ])("%s is refused in the same words", async (host) => {
    heard = 0
    const error = await refusal(guard({})(host, port))
    expect(error).toMatchObject(notAllowed)
    expect((error as Error).message).toBe(((await refusal(guard({})("10.1.2.3", 5432))) as Error).message)
    expect(heard).toBe(0)
  })

  test.each([
    "",
    "0x7f.1",
    "0x7f000001",
    "127.1",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "127.0.0.1.",
    "localhost.",
    "user@127.0.0.1",
    "127.0.0.1:80",
    "a b",
    "x/../y",
    "１２７.0.0.1",
    "ⓛocalhost/",
    `${"a".repeat(254)}`,
    "fe80::1%eth0",
    "1.2.3.0x4",
    "-bad.example",
    "a..b",
    "%31%32%37.0.0.1",
  ])("%s is not a host and nobody is asked", async (host) => {
    heard = 0
    const asked: string[] = []
    const dial = guard({ allow: `127.0.0.1:${port}`, resolve: async (name) => [asked.push(name) ? "127.0.0.1" : ""] })
    expect(await refusal(dial(host, port))).toMatchObject({ reason: "unreachable", code: "host" })
    expect(asked).toEqual([])
    expect(heard).toBe(0)
  })

  test("a name with one bad address among good ones is refused: rebinding gains nothing", async () => {
    heard = 0
    expect(await refusal(guard({ resolve: async () => ["93.184.216.34", "127.0.0.1"] })("rebind.example", port))).toMatchObject(notAllowed)
    expect(heard).toBe(0)
  })

  test("what was checked is what is connected to: the name is asked once", async () => {
    let asked = 0
    const dial = guard({ allow: `127.0.0.1:${port}`, resolve: async () => [asked++ === 0 ? "127.0.0.1" : "10.0.0.1"] })
    const socket = await dial("db.example.com", port)
    expect(socket.remoteAddress).toBe("127.0.0.1")
    expect(asked).toBe(1)
    socket.destroy()
  })

  test("an allowed entry is an address and a port, and a denied one always wins", async () => {
    heard = 0
    expect(await refusal(guard({ allow: `127.0.0.1:${port + 1}` })("127.0.0.1", port))).toMatchObject(notAllowed)
    expect(await refusal(guard({ allow: `127.0.0.0/8:${port}`, deny: `127.0.0.1:${port}` })("127.0.0.1", port))).toMatchObject(notAllowed)
    expect(await refusal(guard({ allow: `127.0.0.0/8:${port}`, deny: "127.0.0.1" })("::ffff:127.0.0.1", port))).toMatchObject(notAllowed)
    expect(heard).toBe(0)
    const socket = await guard({ allow: `127.0.0.1:${port}` })("localhost", port)
    expect(socket.remoteAddress).toBe("127.0.0.1")
    socket.destroy()
  })

  test("a refused port, an unknown host and an abort each have their own answer", async () => {
    const closed = net.createServer()
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve))
    const free = (closed.address() as AddressInfo).port
    await new Promise((resolve) => closed.close(resolve))
    expect(await refusal(guard({ allow: `127.0.0.1:${free}` })("127.0.0.1", free))).toMatchObject({ code: "ECONNREFUSED" })
    await expect(guard({})("127.0.0.1", free, AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop")
  })

  test("public addresses may be reached, also through a translation of them", () => {
    const lists = { allow: [], deny: parseEntries("93.184.216.35", { portNeeded: false }) }
    expect(mayReach("93.184.216.34", 5432, lists)).toBe(true)
    expect(mayReach("::ffff:93.184.216.34", 5432, lists)).toBe(true)
    expect(mayReach("64:ff9b::5db8:d822", 5432, lists)).toBe(true)
    expect(mayReach("64:ff9b::5db8:d823", 5432, lists)).toBe(false)
    expect(mayReach("2606:4700::1111", 5432, lists)).toBe(true)
  })

  test("a list that cannot be read stops the start and says which entry", () => {
    for (const entry of ["db.example.com:5432", "10.0.0.0/8", "127.1:80", "10.0.0.0/99:1"])
      expect(() => guard({ allow: entry })).toThrow(`"${entry}"`)
  })

  test("a name is written in one way", () => {
    expect(canonicalHost("DB.Example.com")).toBe("db.example.com")
    expect(canonicalHost("bücher.example")).toBe("xn--bcher-kva.example")
    expect(canonicalHost("[2606:4700::1111]")).toBe("2606:4700::1111")
  })
})
