import "server-only"
import { setTimeout as wait } from "node:timers/promises"
import type { Dial, SourceError } from "../connector"
import { type HttpRequest, httpClient, jsonOf, type Reply } from "../http"
import { isBusy, otherForm, type Problem, problemOf, type Tool, usualRefusal } from "./problem"

type Headers = Record<string, string>
type Asked = Omit<HttpRequest, "url" | "headers"> & {
  /** What follows the tool's address. */
  path: string
  headers?: Headers
  json?: unknown
}
type Line = {
  dial: Dial
  signal: AbortSignal
  tool: Tool
  /** Where the interface is, without a slash at the end. */
  base: string
  /** What signs a request in. */
  headers: (request: { headers: Headers; body?: string | Buffer }) => Headers | Promise<Headers>
  /** What only this tool means by a refusal; the rest is explained as usual. */
  explain?: (problem: Problem) => SourceError | undefined
}
const tries = 2
const longestWait = 4_000

/**
 * One signed-in line to a tool. A busy moment is waited out once; what remains is a refusal in our own words. Only questions that may be
 * asked twice go through here.
 */
export function channelApi({ dial, signal, tool, base, headers: signed, explain }: Line) {
  const http = httpClient(dial, { signal })

  async function ask({ path, json, headers = {}, ...request }: Asked): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const body = json === undefined ? request.body : JSON.stringify(json)
      const plain = { accept: "application/json", ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers }
      const sent = { ...plain, ...(await signed({ headers: plain, ...(body === undefined ? {} : { body }) })) }
      const method = request.method ?? (body === undefined ? "GET" : "POST")
      const reply = await http.ask({ ...request, method, url: `${base}${path}`, headers: sent, ...(body === undefined ? {} : { body }) })
      if (reply.status < 300) return reply
      const problem = problemOf(reply)
      if (!isBusy(problem) || attempt === tries) throw explain?.(problem) ?? usualRefusal(tool, problem)
      const stop = AbortSignal.any([signal, ...(request.signal ? [request.signal] : [])])
      await wait(Math.min((problem.seconds ?? 0.3) * 1_000, longestWait), undefined, { signal: stop }).catch(() => stop.throwIfAborted())
    }
  }

  return {
    http,
    ask,
    /** An object; that it holds what the documentation promises is not known yet. */
    async json<T extends object>(asked: Asked): Promise<Partial<T>> {
      const said = jsonOf<Partial<T> | null>(await ask(asked))
      if (typeof said !== "object" || said === null) throw otherForm()
      return said
    },
    /** Whether anything answers at all; whatever it says without being signed in, it is there. */
    reach: async () => void (await http.ask({ url: `${base}/`, knocks: true })),
    close: async () => http.close(),
  }
}
/** @public For the tools. */
export type ChannelApi = ReturnType<typeof channelApi>
