import { once } from "node:events"
import http from "node:http"
import net, { type AddressInfo } from "node:net"
import { afterEach, expect, test } from "vitest"
import { guard } from "../egress/guard"
import { httpClient, jsonOf } from "./http"

const open: { close(): unknown }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function serve(handler: http.RequestListener) {
  const server = http.createServer(handler).listen(0, "127.0.0.1")
  open.push({ close: () => server.closeAllConnections() }, server)
  await once(server, "listening")
  return (server.address() as AddressInfo).port
}
function client(port: number, options: { mostBytes?: number; signal?: AbortSignal } = {}) {
  const made = httpClient(guard({ allow: `127.0.0.1:${port}` }), { signal: new AbortController().signal, ...options })
  open.push(made)
  return made
}

test("a status is an answer, redirects are not followed, and one line serves many requests", async () => {
  const peers = new Set<number | undefined>()
  const port = await serve((request, response) => {
    peers.add(request.socket.remotePort)
    response.writeHead(request.url === "/away" ? 302 : 404, { location: "http://169.254.169.254/" }).end(`{"path":"${request.url}"}`)
  })
  const { ask } = client(port)
  const first = await ask({ url: `http://127.0.0.1:${port}/one` })
  expect([first.status, jsonOf(first)]).toEqual([404, { path: "/one" }])
  expect((await ask({ url: `http://127.0.0.1:${port}/away` })).status).toBe(302)
  expect(peers.size).toBe(1)
})

test("an address that the guard does not allow is never reached", async () => {
  let asked = 0
  const port = await serve((_request, response) => {
    asked++
    response.end()
  })
  const made = httpClient(guard({}), { signal: new AbortController().signal })
  open.push(made)
  await expect(made.ask({ url: `http://127.0.0.1:${port}/` })).rejects.toMatchObject({ reason: "unreachable", code: "not-allowed" })
  expect(asked).toBe(0)
})

test("silence, half a body, too long a body, HTML and noise each have their own sentence", async () => {
  const port = await serve((request, response) => {
    if (request.url === "/silent") return
    if (request.url === "/half") {
      response.writeHead(200, { "content-length": "100" }).write("half")
      setTimeout(() => response.destroy(), 20)
      return
    }
    response.end(request.url === "/long" ? "x".repeat(2_000) : "<html>maintenance</html>")
  })
  const { ask } = client(port, { mostBytes: 1_000 })
  const url = (path: string) => `http://127.0.0.1:${port}${path}`
  await expect(ask({ url: url("/silent"), timeoutMs: 50 })).rejects.toMatchObject({ reason: "timeout" })
  await expect(ask({ url: url("/half") })).rejects.toMatchObject({ reason: "unreachable", code: "cut-short" })
  await expect(ask({ url: url("/long") })).rejects.toMatchObject({ code: "too-large" })
  const page = await ask({ url: url("/page") })
  expect(() => jsonOf(page)).toThrow(expect.objectContaining({ code: "not-json" }))
  const noise = net.createServer((socket) => socket.end("SSH-2.0-dropbear\r\n")).listen(0, "127.0.0.1")
  open.push(noise)
  await once(noise, "listening")
  const strange = (noise.address() as AddressInfo).port
  await expect(client(strange).ask({ url: `http://127.0.0.1:${strange}/` })).rejects.toMatchObject({ code: "not-http" })
})

test("a request that is no longer wanted ends at once", async () => {
  const port = await serve(() => {})
  const stop = new AbortController()
  const asked = client(port, { signal: stop.signal }).ask({ url: `http://127.0.0.1:${port}/` })
  stop.abort(new Error("enough"))
  await expect(asked).rejects.toThrow("enough")
})
