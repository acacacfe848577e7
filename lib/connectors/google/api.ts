import "server-only"
import { setTimeout as wait } from "node:timers/promises"
import type { Dial, SourceError } from "../connector"
import { type HttpRequest, httpClient, jsonOf, type Reply } from "../http"
import { isTemporary, notGoogle, type Problem, problemOf } from "./problem"
import { type GoogleKeys, googleToken } from "./token"

type Asked = Omit<HttpRequest, "body" | "headers"> & { json?: unknown; headers?: Record<string, string> }
const tries = 3
const longestWait = 4_000

type Line = { dial: Dial; signal: AbortSignal; keys: GoogleKeys; scopes: readonly string[]; explain(problem: Problem): SourceError }

/**
 * One signed-in line to Google's interfaces. A stale token is renewed once, a busy moment is waited out a few times, and what remains is
 * a refusal in the platform's own words (`explain`). Only questions that may be asked twice go through here.
 */
export function googleApi({ dial, signal, keys, scopes, explain }: Line) {
  const http = httpClient(dial, { signal })
  const token = googleToken(http, keys, scopes)

  async function ask({ json, headers = {}, ...request }: Asked): Promise<Reply> {
    let renewed = false
    for (let attempt = 1; ; attempt++) {
      const authorization = `Bearer ${await token.get()}`
      const sent = { accept: "application/json", ...headers, authorization }
      const reply = await http.ask(
        json === undefined
          ? { ...request, headers: sent }
          : { ...request, body: JSON.stringify(json), headers: { ...sent, "content-type": "application/json" } },
      )
      if (reply.status < 400) return reply
      const problem = problemOf(reply)
      if (problem.status === 401 && !renewed) {
        renewed = true
        token.forget()
      } else if (isTemporary(problem) && attempt < tries) {
        const stop = AbortSignal.any([signal, ...(request.signal ? [request.signal] : [])])
        await wait(pause(reply, attempt), undefined, { signal: stop }).catch(() => stop.throwIfAborted())
      } else throw problem.reason === "" && !isTemporary(problem) && problem.status !== 401 ? notGoogle() : explain(problem)
    }
  }

  return {
    http,
    token,
    ask,
    json: async <T>(asked: Asked): Promise<T> => jsonOf<T>(await ask(asked)),
    close: () => http.close(),
  }
}
/** @public For the platforms of Google. */
export type GoogleApi = ReturnType<typeof googleApi>

function pause({ headers }: Reply, attempt: number): number {
  const asked = Number(headers["retry-after"]) * 1_000
  return Math.min(asked > 0 ? asked : 100 * 3 ** attempt, longestWait)
}
