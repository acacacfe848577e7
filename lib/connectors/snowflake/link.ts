import "server-only"
import { setTimeout as pause } from "node:timers/promises"
import { gunzipSync } from "node:zlib"
import { now } from "../../base/clock"
import { type Source, SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import { httpClient, jsonOf, type Reply } from "../http"
import { hostLabel } from "./account"
import { refusal, skewed, type Words } from "./errors"
import type { snowflake } from "./manifest"
import { nameIn } from "./names"
import { tokens } from "./tokens"

export type SnowflakeSource = Source<(typeof snowflake)["settings"], (typeof snowflake)["methods"]>
export type Row = Record<string, string | null>
type Cells = (string | null)[][]
type Said = {
  code?: string
  statementHandle?: string
  resultSetMetaData?: { rowType?: { name: string }[]; partitionInfo?: unknown[] }
  data?: Cells
}
type Wish = {
  values?: unknown[]
  /** Where the statement runs: `"whole"` names warehouse and database, `"role"` only the role, `"bare"` nothing. */
  place?: "whole" | "role" | "bare"
  timeoutMs?: number
  /** The statement starts and is asked after; its handle is told at once, so that it can be cancelled. */
  started?: (handle: string) => void
  signal?: AbortSignal
}

const mostBytes = 64 * 1024 * 1024
const longestMs = 60_000
const again = { times: 2, waitMs: [250, 1_000] }

/** The way to one account, over its SQL API. Nothing is sent before the first question. */
export function link(source: SnowflakeSource) {
  const { settings, signal, dial } = source
  const base = endpointOf("snowflake").replace("{account}", hostLabel(settings.account))
  const http = httpClient(dial, { signal, mostBytes })
  const names = {
    warehouse: nameIn(settings.warehouse),
    database: nameIn(settings.database),
    ...(settings.role ? { role: nameIn(settings.role) } : {}),
  }
  const words: Words = names
  const token = tokens(source, http, base, words)
  const running = new Set<string>()

  /** One request. Too many requests, or a moment's outage, are asked once more; the number of the request keeps it one statement. */
  async function send(
    path: string,
    { body, stop, client = http }: { body?: object; stop?: AbortSignal; client?: typeof http } = {},
  ): Promise<Reply> {
    for (let tries = 0, fresh = false; ; tries++) {
      const { type, value } = await token({ fresh })
      const reply = await client.ask({
        url: `${base}${path}${tries > 0 && body ? "&retry=true" : ""}`,
        method: body ? "POST" : "GET",
        headers: {
          authorization: `Bearer ${value}`,
          "x-snowflake-authorization-token-type": type,
          "user-agent": "patchbay",
          accept: "application/json",
          ...(body ? { "content-type": "application/json" } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        ...(stop ? { signal: stop } : {}),
        timeoutMs: longestMs,
      })
      const busy = reply.status === 429 || reply.status >= 500
      fresh = reply.status === 401 && type === "OAUTH" && codeOf(reply) === "390318"
      if (tries >= again.times || !(busy || (fresh && tries === 0))) return reply
      if (busy) await pause(again.waitMs[tries], undefined, { signal: stop ?? signal })
    }
  }

  async function run(
    statement: string,
    { values = [], place = "role", timeoutMs = longestMs, started, signal: stop }: Wish,
  ): Promise<Cells & { names: string[] }> {
    const { role, ...rest } = names
    const body = {
      statement,
      timeout: Math.ceil(timeoutMs / 1_000),
      parameters: { timezone: "UTC", query_tag: "patchbay" },
      ...(place !== "bare" && role ? { role } : {}),
      ...(place === "whole" ? rest : {}),
      ...(values.length > 0
        ? {
            bindings: Object.fromEntries(
              values.map((value, at) => [at + 1, { type: "TEXT", value: value === null ? null : String(value) }]),
            ),
          }
        : {}),
    }
    let reply = await send(`/api/v2/statements?requestId=${crypto.randomUUID()}&async=${Boolean(started)}&nullable=true`, { body, stop })
    let handle: string | undefined
    try {
      for (let wait = 20; reply.status === 202; wait = Math.min(wait * 1.6, 2_000)) {
        handle ??= handleOf(jsonOf<Said>(reply))
        running.add(handle)
        started?.(handle)
        started = undefined
        await pause(wait, undefined, { signal: stop ? AbortSignal.any([stop, signal]) : signal })
        reply = await send(`/api/v2/statements/${handle}`, { stop })
      }
    } catch (error) {
      throw signal.aborted ? signal.reason : error
    }
    if (handle) running.delete(handle)
    if (reply.status !== 200) throw skewed(refusal(reply.status, codeOf(reply), words), reply.headers.date, now())
    const said = jsonOf<Said>(reply)
    const cells = said.data ?? []
    const parts = said.resultSetMetaData?.partitionInfo?.length ?? 1
    for (let part = 1; part < parts; part++) cells.push(...(await partition(handleOf(said), part, stop)))
    return Object.assign(cells, { names: (said.resultSetMetaData?.rowType ?? []).map(({ name }) => name) })
  }

  async function partition(handle: string, part: number, stop?: AbortSignal): Promise<Cells> {
    const reply = await send(`/api/v2/statements/${handle}?partition=${part}`, { stop })
    if (reply.status !== 200) throw refusal(reply.status, codeOf(reply), words)
    return jsonOf<Said>(unzipped(reply)).data ?? []
  }

  const cancel = (handle: string, client = http) =>
    send(`/api/v2/statements/${handle}/cancel?requestId=${crypto.randomUUID()}`, { body: {}, client })

  return {
    base: new URL(base),
    names,
    /** The cells of a result, as text. */
    cells: (statement: string, wish: Wish = {}) => run(statement, wish),
    /** The rows of a result by the names of their columns. */
    async rows(statement: string, wish: Wish = {}): Promise<Row[]> {
      const cells = await run(statement, wish)
      return cells.map((row) => Object.fromEntries(row.map((cell, at) => [cells.names[at] ?? String(at), cell])))
    },
    cancel,
    /** Asks the source to stop what still runs, also when the session itself was ended. */
    async close() {
      if (running.size > 0) {
        const last = httpClient(dial, { signal: AbortSignal.timeout(5_000) })
        await Promise.allSettled([...running].map((handle) => cancel(handle, last)))
        last.close()
      }
      http.close()
    },
  }
}
export type Link = ReturnType<typeof link>

function handleOf({ statementHandle = "" }: Said): string {
  if (!/^[0-9a-zA-Z-]{8,64}$/.test(statementHandle))
    throw new SourceError("unreachable", "Snowflake answered without the handle of the statement. Try again.", "no-handle")
  return statementHandle
}

function codeOf(reply: Reply): string | undefined {
  try {
    const { code } = JSON.parse(reply.body.toString("utf8")) as { code?: unknown }
    return typeof code === "string" ? code : undefined
  } catch {
    return undefined
  }
}

/** Later parts of a result come compressed. */
function unzipped(reply: Reply): Reply {
  if (reply.headers["content-encoding"] !== "gzip") return reply
  try {
    return { ...reply, body: gunzipSync(reply.body, { maxOutputLength: mostBytes }) }
  } catch {
    throw new SourceError("unsupported", "The source answered with more than Patchbay takes in one piece.", "too-large")
  }
}
