import { once } from "node:events"
import http, { type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export type Asked = { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: Buffer; gone: AbortSignal }
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
/** What goes wrong instead of an answer: a status with a body, a page of a proxy, half a body, a cut line, or silence. */
export type Fault = Answer | "html" | "half" | "cut" | "never"
type Planned = { when: RegExp; fault: Fault; times: number }

/** An HTTP server for a double: it answers, remembers what was asked, and goes wrong when told to. */
export async function serveDouble(answer: (asked: Asked) => Promise<Answer> | Answer, port = 0) {
  const faults: Planned[] = []
  const heard: { method: string; path: string; body: string }[] = []
  const shown = new Set<string>()

  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://double")
    const gone = new AbortController()
    response.on("close", () => gone.abort())
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const path = decodeURIComponent(url.pathname)
    const asked = {
      method: request.method ?? "",
      path,
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(parts),
      gone: gone.signal,
    }
    for (const key of [request.headers.authorization, request.headers["x-amz-security-token"]])
      if (typeof key === "string") shown.add(key.replace(/^Bearer /, ""))
    heard.push({ method: asked.method, path, body: asked.body.toString("utf8") })
    const planned = faults.find(({ when, times }) => times > 0 && when.test(`${asked.method} ${path}`))
    if (planned) {
      planned.times--
      return goWrong(response, planned.fault)
    }
    try {
      send(response, await answer(asked))
    } catch (error) {
      console.error("double:", error)
      send(response, { status: 500, body: { error: { code: 500, message: String(error), errors: [{ reason: "internalError" }] } } })
    }
  })
  server.listen(port, "127.0.0.1")
  await once(server, "listening")
  const at = (server.address() as AddressInfo).port

  return {
    port: at,
    url: `http://127.0.0.1:${at}`,
    /** Everything that was asked, oldest first. */
    heard,
    /** Every token and signature that was shown, so that a test can look for them where they must not be. */
    shown,
    /** The next `times` requests whose "METHOD /path" fits go wrong. */
    fail(when: RegExp, fault: Fault, times = 1) {
      faults.push({ when, fault, times })
    },
    /** Nothing goes wrong any more, and nothing was heard. */
    heal() {
      faults.length = 0
      heard.length = 0
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer) {
  const isPlain = typeof body === "string" || Buffer.isBuffer(body)
  response.writeHead(status, {
    ...(body === undefined || isPlain ? {} : { "content-type": "application/json; charset=UTF-8" }),
    ...headers,
  })
  response.end(body === undefined ? undefined : isPlain ? body : JSON.stringify(body))
}

function goWrong(response: ServerResponse, fault: Fault) {
  if (fault === "never") return
  if (fault === "cut") return response.destroy()
  if (fault === "html")
    return send(response, { status: 503, body: "<html><body>Down for maintenance</body></html>", headers: { "content-type": "text/html" } })
  if (fault !== "half") return send(response, fault)
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" })
  response.write('{"kind":"bigquery#')
  setTimeout(() => response.destroy(), 20)
}
