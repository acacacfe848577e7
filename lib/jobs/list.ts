import "server-only"
import { and, eq, inArray, type SQL, sql } from "drizzle-orm"
import { jobs } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { findConnection } from "@/lib/connections/find"
import { jobTypes } from "@/lib/connectors/connector"
import { anywhere, newestFirst } from "@/lib/dependents/newest"
import { exactly } from "@/lib/dependents/select"
import { type JobFilter, type JobPage, type JobRow, jobFilter, jobsOfConnection } from "./model"
import { selectJobs, theirs } from "./select"
import { jobRow } from "./standing"
import { activeStates, type JobSort, jobTypeOf } from "./states"

/** In each, names that are equal stand in the order of their ids. */
const thenByName = (first: SQL) => sql`(${first} || ' ' || ${jobs.sortName}) collate "C"`
const orders: Record<JobSort, SQL> = {
  name: sql`${jobs.sortName}`,
  type: thenByName(sql`${jobs.kind} || ' ' || ${jobs.type}`),
  status: thenByName(sql`${jobs.state}`),
  created: sql`${jobs.createdAt}`,
}
const keys = (sort: JobSort) => (sort === "created" ? exactly(jobs.createdAt) : orders[sort])

/** Page by page. `total` is exact up to 1,000. */
export const listJobs = query("job.list", jobFilter, (ctx, { q, state, kind, sort, direction, ...asked }): Promise<JobPage> => {
  const [person, at] = [personOf(ctx), now()]
  const where = and(theirs(ctx), q ? named(q) : undefined, state && eq(jobs.state, state), kind && eq(jobs.kind, kind))
  const listed = {
    table: jobs,
    at: orders[sort],
    id: jobs.id,
    where,
    up: direction === "asc",
    ...(sort !== "created" && { type: "text" as const }),
    select: (beyond: SQL | undefined, order: SQL[], limit: number) => selectJobs(ctx, beyond, order, limit, keys(sort)),
  }
  return newestFirst(ctx, asked, listed, (found) => jobRow(found, person, at))
})

/** By its name, or by what it does. */
function named(q: JobFilter["q"]): SQL {
  const types = jobTypes.filter((type) => jobTypeOf[type].label.toLowerCase().includes(q.toLowerCase()))
  const like = sql`${jobs.name} ilike ${anywhere(q)}`
  return types.length > 0 ? sql`(${like} or ${inArray(jobs.type, types)})` : like
}

/** More than a card shows; whoever has more searches the list. */
const most = 200

/** The jobs that still use an authorization: running, sleeping and paused ones. Those that this person may not see are a number. */
export const listJobsOfConnection = query(
  "job.forConnection",
  jobsOfConnection,
  async (ctx, { connectionId, sort, direction }): Promise<{ rows: JobRow[]; hidden: number }> => {
    const { organizationId } = await findConnection(ctx, connectionId, "view")
    const active = and(
      eq(jobs.connectionOrganizationId, organizationId),
      eq(jobs.connectionId, connectionId),
      inArray(jobs.state, [...activeStates]),
    )
    const way = direction === "asc" ? sql`asc` : sql`desc`
    const order = [sql`${orders[sort]} ${way}`, sql`${jobs.id} ${way}`]
    const found = await selectJobs(ctx, and(theirs(ctx), active), order, most)
    const [all] = await ctx.db.select({ count: sql<number>`count(*)::int` }).from(jobs).where(active)
    const [person, at] = [personOf(ctx), now()]
    return { rows: found.map((one) => jobRow(one, person, at)), hidden: Math.max(0, (all?.count ?? 0) - found.length) }
  },
)
