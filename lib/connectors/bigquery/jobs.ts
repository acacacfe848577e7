import "server-only"
import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import { SourceError, type Statement } from "../connector"
import { asTexts, limited, oneNumber } from "../limited"
import { tooMuch } from "./errors"
import type { BigquerySource, Link } from "./link"

const gib = 1_073_741_824
/** How long BigQuery holds an answer back that is not ready yet. */
const heldMs = 10_000
const betweenMs = 100
type JobBody = {
  jobReference?: { jobId?: string; location?: string }
  statistics?: { totalBytesProcessed?: string; query?: { statementType?: string } }
}
type Page = { jobComplete?: boolean; rows?: { f?: { v?: unknown }[] }[]; pageToken?: string }
type Limit = { signal: AbortSignal; timeoutMs: number }

/** Questions as jobs of BigQuery: each is tried without cost first, has a ceiling and a clock there, and can be cancelled by its name. */
export function jobs(link: Link, { settings, signal: session }: BigquerySource) {
  const { ceilingGib, location } = settings
  let last: { of: string; bytes: number } | undefined

  const configuration = ({ text, values }: Statement) => ({
    labels: { application: "patchbay" },
    query: {
      query: text,
      useLegacySql: false,
      useQueryCache: true,
      maximumBytesBilled: String(ceilingGib * gib),
      parameterMode: "NAMED",
      queryParameters: values.map((value, at) => ({
        name: `p${at + 1}`,
        parameterType: { type: "STRING" },
        parameterValue: { value: value === null ? null : String(value) },
      })),
    },
  })
  const insert = (json: object, signal?: AbortSignal) =>
    link.api.json<JobBody>({ url: link.url("jobs"), method: "POST", json, ...(signal ? { signal } : {}) })

  /** A dry run: free, and it tells what the statement is. A script or a write never gets further than this. */
  async function tryOut(statement: Statement, signal?: AbortSignal): Promise<number> {
    const of = JSON.stringify([statement.text, statement.values])
    if (last?.of === of) return last.bytes
    const jobReference = { projectId: link.project, ...(location ? { location } : {}) }
    const { statistics } = await insert({ jobReference, configuration: { ...configuration(statement), dryRun: true } }, signal)
    if (statistics?.query?.statementType !== "SELECT")
      throw new SourceError("unsupported", "Only a query that reads is ever run.", "not-a-query")
    const bytes = Number(statistics.totalBytesProcessed)
    if (!Number.isSafeInteger(bytes)) throw new SourceError("unsupported", "BigQuery did not say how much this would read.", "no-estimate")
    last = { of, bytes }
    return bytes
  }

  async function affordable(statement: Statement, signal?: AbortSignal): Promise<number> {
    const bytes = await tryOut(statement, signal)
    if (bytes > ceilingGib * gib) throw tooMuch(bytes, ceilingGib)
    return bytes
  }

  async function estimate(statement: Statement, signal?: AbortSignal): Promise<{ bytes: number }> {
    return { bytes: await affordable(statement, signal) }
  }

  /** The first `most` rows of a statement. */
  async function ask(statement: Statement, { signal, timeoutMs, most }: Limit & { most: number }) {
    signal.throwIfAborted()
    const cut = new AbortController()
    const jobId = `patchbay_${randomUUID()}`
    let started: Promise<JobBody> | undefined
    const where = async () => {
      const found = (await started)?.jobReference?.location ?? location
      return found ? `&location=${encodeURIComponent(found)}` : ""
    }
    const answer = async () => {
      await affordable(statement, cut.signal)
      cut.signal.throwIfAborted()
      started = insert(
        {
          jobReference: { projectId: link.project, jobId, ...(location ? { location } : {}) },
          // The source keeps its own clock too, should nobody be left to cancel.
          configuration: { ...configuration(statement), jobTimeoutMs: String(Math.ceil(timeoutMs) + 1_000) },
        },
        cut.signal,
      ).catch((error: unknown) => {
        // Asked twice, because the first answer was lost: it is running.
        if (error instanceof SourceError && error.code === "duplicate") return {}
        throw error
      })
      const url = `${link.url(`queries/${jobId}`)}?timeoutMs=${heldMs}${await where()}`
      const found: unknown[][] = []
      for (let token = ""; ; ) {
        const next = `&maxResults=${most - found.length}${token ? `&pageToken=${encodeURIComponent(token)}` : ""}`
        const page = await link.api.json<Page>({ url: url + next, signal: cut.signal, timeoutMs: heldMs + 20_000 })
        if (!page.jobComplete) {
          await wait(betweenMs, undefined, { signal: cut.signal })
          continue
        }
        const rows = (page.rows ?? []).map(({ f = [] }) => f.map(({ v }) => v))
        found.push(...rows)
        token = page.pageToken ?? ""
        if (!token || found.length >= most || rows.length === 0) return found
      }
    }
    return limited(answer(), {
      signal,
      timeoutMs,
      async cancel() {
        if (!started) return cut.abort()
        await link.api.json({ url: `${link.url(`jobs/${jobId}/cancel`)}?${(await where()).slice(1)}`, method: "POST" })
        // BigQuery stops when it can; nobody waits for that.
        cut.abort()
      },
      cut: () => cut.abort(),
      explain: (error) => (session.aborted ? session.reason : error),
    })
  }

  return {
    estimate,
    count: async (statement: Statement, limit: Limit) => oneNumber(await ask(statement, { ...limit, most: 1 })),
    rows: async (statement: Statement, limit: Limit & { most: number }) => asTexts(await ask(statement, limit), limit.most),
  }
}
