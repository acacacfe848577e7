import "server-only"
import { sql } from "drizzle-orm"
import { connections } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { dial } from "@/lib/connections/dial"
import { type Connection, findForWorker, mine } from "@/lib/connections/find"
import { runRef } from "@/lib/connections/jobs"
import { type Claim, claimRun, type Ending, endRun, holdRun, queueRun, RunLost } from "@/lib/connections/run"
import { Cancelled, TimedOut, type Watch, watchRun } from "@/lib/connections/watch"
import { type Session, SourceError } from "@/lib/connectors/connector"
import { type Comparison, compareMarks, forget, type Known, keep, type Read, recall } from "./reading"
import { swap } from "./swap"

type News = {
  claim: Claim
  connection: Connection
  fingerprint: string | null
  result: "read" | "unchanged" | Ending
  read: Read
  comparison: Comparison
}

/** Reads the schema anew. Readers go on seeing the last one until the new one is whole, and for good if it never is. */
export const refreshSchema = errand("connection.refreshSchema", runRef, {
  async go(ctx, { connectionId, runId }): Promise<News> {
    const claim = await claimRun(ctx, runId ?? (await begin(ctx, connectionId)))
    const connection = await within(ctx, (inside) => findForWorker(inside, claim.connectionId))
    const read: Read = { tables: 0, schemas: 0, columns: 0 }
    const comparison: Comparison = { left: new Map(), moved: [], fresh: 0 }
    const news: News = { claim, connection, fingerprint: null, result: "unchanged", read, comparison }
    const result = await watchRun(ctx, claim, times.refreshTimeout, (watch) =>
      dial(ctx, { connection, signal: watch.signal, why: "refresh" }, (session) => readAll(ctx, news, session, watch)),
    ).catch(endingOf)
    return { ...news, result }
  },

  async settle(ctx, { claim, connection, fingerprint, result, read, comparison }: News) {
    await holdRun(ctx, claim)
    const id = connection.id
    if (typeof result === "object") {
      await forget(ctx, connection)
      await endRun(ctx, claim, result)
      return { id, audit: { ...result } }
    }
    const lost = result === "read" && read.tables === 0 && (connection.tableCount ?? 0) > 0
    if (lost) {
      await endRun(ctx, claim, { state: "failed", reason: vanished(connection.tableCount ?? 0) })
      return { id, audit: { state: "failed", vanished: connection.tableCount } }
    }
    const change = result === "read" ? await swap(ctx, claim, connection, read, comparison) : undefined
    const swapped = change && { snapshot: change.number, tableCount: read.tables }
    await ctx.db
      .update(connections)
      .set({ schemaRefreshedAt: sql`now()`, schemaFingerprint: fingerprint, ...swapped })
      .where(mine(ctx, id))
    await endRun(ctx, claim, { state: "succeeded" })
    return {
      id,
      audit: { state: "succeeded", snapshot: change?.number ?? connection.snapshot, tables: read.tables, changes: change?.changes ?? 0 },
    }
  },
})

/** The clock's promises may pile up while the worker is away: only what is still due is begun, and never beside another. */
async function begin(ctx: Context, connectionId: Connection["id"]): Promise<Claim["runId"]> {
  return within(ctx, async (inside) => {
    const { status, schemaRefreshedAt } = await findForWorker(inside, connectionId)
    if (status !== "Active" || (schemaRefreshedAt && now().getTime() - Date.parse(schemaRefreshedAt) < times.schemaRefreshEvery))
      throw new RunLost("not due")
    const run = await queueRun(inside, { connectionId, kind: "refresh", startedBy: null })
    if (!run) throw new RunLost("not due")
    return run.id
  })
}

/** Fills `news` while it reads. */
async function readAll(ctx: Context, news: News, session: Session, { signal, tell }: Watch): Promise<"read" | "unchanged"> {
  const { claim, connection, read } = news
  tell({ step: "Looking for changes" })
  const value = await session.fingerprint?.()
  news.fingerprint = value ?? null
  if (value !== undefined && value === connection.schemaFingerprint && connection.snapshot !== null) return "unchanged"
  const schemas = new Set<string>()
  // The last snapshot is looked up while the source thinks, and two pages are being written while the source is asked for the next.
  let keeping = recall(ctx, connection, news.comparison)
  let before = keeping
  keeping.catch(() => {})
  const only = await toRead(news, session, keeping, ({ schema, columns }) => {
    schemas.add(schema)
    read.tables += 1
    read.columns += columns
  })
  for await (const page of only?.length === 0 ? [] : session.tables(only)) {
    signal.throwIfAborted()
    await before
    before = keeping
    keeping = keep(ctx, claim, connection, news.comparison, page)
    keeping.catch(() => {})
    for (const { schema } of page) schemas.add(schema)
    read.tables += page.length
    read.columns += page.reduce((sum, { columns }) => sum + columns.length, 0)
    read.schemas = schemas.size
    tell({ step: "Reading tables", ...read })
  }
  await Promise.all([before, keeping])
  read.schemas = schemas.size
  tell({ step: "Comparing", ...read })
  return "read"
}

/** Where the source has marks and the last snapshot kept them, only what moved since is read. */
async function toRead({ connection, comparison }: News, session: Session, recalled: Promise<void>, unchanged: (table: Known) => void) {
  if (!session.marks || connection.snapshot === null) return undefined
  await recalled
  return compareMarks(session.marks(), comparison, unchanged)
}

/** What the outside did is an ending; what we did wrong is thrown on. */
function endingOf(error: unknown): Ending {
  if (error instanceof Cancelled) return { state: "cancelled", reason: "Cancelled. The last schema is kept." }
  if (error instanceof TimedOut)
    return { state: "timed out", reason: "The source did not finish within 15 minutes. The last schema is kept." }
  if (error instanceof SourceError && error.reason === "cancelled")
    return { state: "cancelled", reason: "Cancelled. The last schema is kept." }
  if (error instanceof SourceError) return { state: "failed", reason: `${error.message} The last schema is kept.` }
  throw error
}

const vanished = (before: number) =>
  `The source now shows no tables at all; before, it showed ${before.toLocaleString("en-US")}. Most often a read permission was taken away. The last schema is kept.`
