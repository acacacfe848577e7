import "server-only"
import { and, eq, isNotNull, ne, sql } from "drizzle-orm"
import { queryRuns } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { dial } from "@/lib/connections/dial"
import { homeOf } from "@/lib/connections/find"
import { RunLost } from "@/lib/connections/run"
import { TimedOut, watchLease } from "@/lib/connections/watch"
import { SourceError } from "@/lib/connectors/connector"
import { refusalOf as sourceRefusal } from "@/lib/questions/refusal"
import { selectOf, statementOf } from "@/lib/questions/statement"
import { fetchQueryJob } from "./jobs"
import { mostShown } from "./model"
import { bounded, type Cells } from "./preview"
import { type Claim, claimQueryRun, endQueryRun, holdQueryRun, leaseOf, usedBy } from "./run"
import { mine, selectQueries } from "./select"
import { type Found, refusalOf } from "./standing"

/** Refreshes that are remembered of a query. */
const remembered = 50
type Answer = { rows: number; preview: Cells }
type News = { claim: Claim; result: Answer | { reason: string } }

/** Fetches a query with its maker's right and seat, whoever pressed the button. Both are looked at before it is asked and before the answer is kept. */
export const fetchQuery = errand("query.fetch", fetchQueryJob.payload, {
  async go(ctx, { runId }): Promise<News> {
    const claim = await claimQueryRun(ctx, runId)
    const { found, refusal } = await within(ctx, (inside) => standing(inside, claim))
    if (refusal) return { claim, result: { reason: refusal } }
    const work = { what: "query" as const, timeoutMs: times.queryTimeout }
    const result = await watchLease(leaseOf(ctx, claim), 2 * times.queryTimeout + times.checkTimeout, ({ signal }) =>
      fetched(ctx, found, signal),
    ).catch((error: unknown) => {
      if (error instanceof SourceError) return { reason: sourceRefusal(error, work) }
      if (error instanceof TimedOut) return { reason: sourceRefusal(new SourceError("timeout", ""), work) }
      throw error
    })
    return { claim, result }
  },

  async settle(ctx, { claim, result }: News) {
    await holdQueryRun(ctx, claim)
    const { found, refusal } = await standing(ctx, claim)
    const failure = refusal ?? ("reason" in result ? result.reason : null)
    const used = usedBy(found)
    if (failure !== null) await endQueryRun(ctx, claim, "failed", { ...used, reason: failure })
    else if ("preview" in result) {
      await endQueryRun(ctx, claim, "succeeded", { ...used, ...result })
      await tidy(ctx, claim)
    }
    const state = failure === null ? "succeeded" : "failed"
    return { id: claim.queryId, audit: { state, startedBy: claim.startedBy, ...used, ...("rows" in result && { rows: result.rows }) } }
  },
})

async function standing(ctx: Context, { queryId, runId, startedBy }: Claim) {
  const [found] = await selectQueries(ctx, mine(ctx, queryId), [], 1)
  if (!found) throw new RunLost(runId)
  return { found, refusal: refusalOf(found, startedBy, now()) }
}

/** The first rows; and only if there are more than are kept, how many there are. */
async function fetched(ctx: Context, found: Found, signal: AbortSignal): Promise<Answer> {
  const { connection, schema, table, columns: names, filter, target } = found
  const facts = { schema, table, columns: target?.columns ?? [] }
  const limit = { signal, timeoutMs: times.queryTimeout }
  // The credential lies with the connection, which may be the agency's.
  return dial(homeOf(ctx, connection), { connection, signal, why: "query" }, async (session) => {
    if (!session.rows) throw new SourceError("unsupported", "Queries cannot be fetched from this platform yet.")
    const one = mostShown + 1
    const rows = await session.rows(selectOf(connection.platform, facts, names, filter, one), { ...limit, most: one })
    const many = rows.length <= mostShown ? rows.length : await session.count(statementOf(connection.platform, facts, filter), limit)
    return { rows: Math.min(Math.max(many, rows.length), mostCounted), preview: bounded(names, rows.slice(0, mostShown)) }
  })
}

/** The largest number that the column holds. */
const mostCounted = 2_147_483_647

/** The rows of older refreshes go, and so do the oldest refreshes. */
async function tidy({ db, organizationId }: Context, { queryId, runId }: Claim): Promise<void> {
  const others = and(eq(queryRuns.organizationId, organizationId), eq(queryRuns.queryId, queryId), ne(queryRuns.id, runId))
  await db
    .update(queryRuns)
    .set({ preview: null })
    .where(and(others, isNotNull(queryRuns.preview)))
  const oldest = sql`${queryRuns.id} in (select r.id from query_runs r where r.organization_id = ${organizationId} and r.query_id = ${queryId}
    and r.state in ('succeeded', 'failed') order by r.created_at desc, r.id desc offset ${remembered})`
  await db.delete(queryRuns).where(and(others, oldest))
}
