import "server-only"
import http, { type Agent, type IncomingHttpHeaders, type IncomingMessage } from "node:http"
import https from "node:https"
import type { Socket } from "node:net"
import type { Duplex } from "node:stream"
import { type Dial, SourceError } from "./connector"
import { meterOf } from "./meter"
import { isTlsCode, tlsError, upgrade } from "./tls"

export type HttpRequest = {
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Stops this request alone; the session's own signal stops all. */
  signal?: AbortSignal
  /** Until the answer begins, and again until it has ended. */
  timeoutMs?: number
  /** Only asks whether anybody is there: whatever the answer says, the request did not fail. */
  knocks?: boolean
}
export type Reply = { status: number; headers: IncomingHttpHeaders; body: Buffer }
export type Streamed = { status: number; headers: IncomingHttpHeaders; body: IncomingMessage }

const usual = { timeoutMs: 30_000, mostBytes: 32 * 1024 * 1024, sockets: 16 }

/**
 * HTTP for drivers: every socket is dialled through the egress guard, TLS is verified against the name, redirects are not followed, bodies
 * and waits are bounded. `agents` serve official clients that take a Node agent, and do not count. A status is an answer; only a line that
 * fails throws. Every request is counted here.
 */
export function httpClient(
  dial: Dial,
  { signal, mostBytes = usual.mostBytes, ca }: { signal: AbortSignal; mostBytes?: number; ca?: string },
) {
  const meter = meterOf(dial)
  const agents = { http: agentFor("http:", dial, signal), https: agentFor("https:", dial, signal, ca) }

  async function begin({ url, method = "GET", headers, body, signal: own, timeoutMs = usual.timeoutMs }: HttpRequest): Promise<Streamed> {
    const target = new URL(url)
    const secure = target.protocol === "https:"
    const stop = AbortSignal.any([signal, ...(own ? [own] : [])])
    return new Promise((resolve, reject) => {
      const { request: open } = secure ? https : http
      const request = open(target, { method, headers, agent: secure ? agents.https : agents.http, signal: stop })
      const alarm = setTimeout(() => request.destroy(late()), timeoutMs)
      request.on("response", (answer) => {
        clearTimeout(alarm)
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer })
      })
      request.on("error", (error) => {
        clearTimeout(alarm)
        reject(stop.aborted ? stop.reason : explain(error))
      })
      request.end(body)
    })
  }

  async function whole(request: HttpRequest): Promise<Reply> {
    const { status, headers, body } = await begin(request)
    const alarm = setTimeout(() => body.destroy(late()), request.timeoutMs ?? usual.timeoutMs)
    try {
      return { status, headers, body: await read(body, mostBytes) }
    } catch (error) {
      throw signal.aborted ? signal.reason : request.signal?.aborted ? request.signal.reason : explain(error)
    } finally {
      clearTimeout(alarm)
    }
  }

  async function counted<T extends { status: number }>(send: (request: HttpRequest) => Promise<T>, request: HttpRequest): Promise<T> {
    signal.throwIfAborted()
    request.signal?.throwIfAborted()
    return meter(
      () => send(request),
      ({ status }) => status >= 400 && !request.knocks,
    )
  }

  return {
    ask: (request: HttpRequest): Promise<Reply> => counted(whole, request),
    /** The answer before its body has been read; whoever asks reads or destroys it. */
    stream: (request: HttpRequest): Promise<Streamed> => counted(begin, request),
    agents,
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}
/** @public For the drivers that speak HTTP. */
export type HttpClient = ReturnType<typeof httpClient>

function agentFor(protocol: "http:" | "https:", dial: Dial, signal: AbortSignal, ca?: string): Agent {
  const agent = new (protocol === "http:" ? http : https).Agent({ keepAlive: true, maxSockets: usual.sockets })
  type Open = { host?: string; hostname?: string; port?: number | string | null }
  const connect = async ({ host, hostname, port }: Open): Promise<Socket> => {
    const name = (hostname ?? host ?? "").replace(/^\[|\]$/g, "")
    const socket = await dial(name, Number(port ?? (protocol === "http:" ? 80 : 443)), signal)
    return protocol === "http:" ? socket : upgrade(socket, { host: name, mode: "verify-full", ca, signal })
  }
  agent.createConnection = (options, done) => {
    connect(options as Open).then(
      (socket) => done?.(null, socket),
      (error: Error) => done?.(error, undefined as unknown as Duplex),
    )
    return undefined
  }
  return agent
}

async function read(body: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of body as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > most) throw new SourceError("unsupported", "The source answered with more than Patchbay takes in one piece.", "too-large")
    parts.push(part)
  }
  if (!body.complete) throw cutShort()
  return Buffer.concat(parts)
}

/** The body as JSON; half a body or a page in HTML is told as what it is. `T` is what the documentation promises: check what matters. */
export function jsonOf<T>({ body }: Reply): T {
  try {
    return JSON.parse(body.toString("utf8")) as T
  } catch {
    throw new SourceError(
      "unreachable",
      "Something that is not this platform's interface answered. Check the address, and any proxy on the way.",
      "not-json",
    )
  }
}

const late = () => new SourceError("timeout", "The source did not answer within the time limit. Try again later.", "silent")
const cutShort = () => new SourceError("unreachable", "The source broke off in the middle of its answer. Try again.", "cut-short")

function explain(error: unknown): unknown {
  if (error instanceof SourceError) return error
  const code = String((error as { code?: unknown }).code ?? "")
  if (isTlsCode(code)) return tlsError(error)
  if (code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE") return cutShort()
  if (code.startsWith("HPE_"))
    return new SourceError("unreachable", "What answers at this address does not speak HTTP. Check the address.", "not-http")
  return new SourceError("unreachable", "The source could not be reached. Check the network between it and Patchbay.", "network")
}
