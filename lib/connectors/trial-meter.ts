import diagnostics from "node:diagnostics_channel"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { PlatformId } from "./manifests"
import type { Dial, Meter } from "./meter"
import { openSession, withSession } from "./trial"
import type { Trial } from "./trial-sources"

/** The same way out, with a meter on it that tells what it counted. */
export function metered(dial: Dial) {
  const counted = { requests: 0, failures: 0 }
  const meter: Meter = async (request, failed) => {
    counted.requests++
    let answer: Awaited<ReturnType<typeof request>>
    try {
      answer = await request()
    } catch (error) {
      counted.failures++
      throw error
    }
    if (failed?.(answer)) counted.failures++
    return answer
  }
  return { dial: Object.assign<Dial, Pick<Dial, "meter">>((...way) => dial(...way), { meter }), counted }
}

/** What a server of this process on that port is asked over HTTP, and refuses. */
export async function heardOn(port: number, work: () => Promise<unknown>) {
  const heard = { requests: 0, failures: 0 }
  const listen = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    if (request.socket.localPort !== port) return
    heard.requests++
    if (response.statusCode >= 400) heard.failures++
  }
  diagnostics.subscribe("http.server.response.finish", listen)
  try {
    await work()
  } finally {
    diagnostics.unsubscribe("http.server.response.finish", listen)
  }
  return heard
}

/** Reads the tables of a trial, counts once and is refused once: what was counted of it, and what the server heard if it speaks HTTP. */
export async function useMetered(platform: PlatformId, { answers, port, equals }: Trial, guard: (rules: { allow: string }) => Dial) {
  const { dial, counted } = metered(guard({ allow: `127.0.0.1:${port}` }))
  const within = { signal: new AbortController().signal, timeoutMs: 10_000 }
  const heard = await heardOn(port, () =>
    withSession(openSession(platform, dial, answers), async (open) => {
      for await (const _ of open.tables());
      await open.count(equals("nobody"), within)
      await open.count({ text: "select * from nowhere_at_all", values: [] }, within).catch(() => {})
    }),
  )
  return { counted, heard }
}
