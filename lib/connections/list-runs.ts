import "server-only"
import { and, desc, eq } from "drizzle-orm"
import { runs, users } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { findConnection } from "./find"
import { connectionRef, type RunView } from "./model"
import { runView } from "./row"

const shown = 10

/** What was done with a connection lately, newest first. For those who may edit it: a reason may quote hosts, users and tables. */
export const listRuns = query("connection.listRuns", connectionRef, async (ctx, { connectionId }): Promise<RunView[]> => {
  const { organizationId } = await findConnection(ctx, connectionId, "edit")
  const found = await ctx.db
    .select({ run: runs, startedBy: users.name })
    .from(runs)
    .leftJoin(users, eq(users.id, runs.startedBy))
    .where(and(eq(runs.organizationId, organizationId), eq(runs.connectionId, connectionId)))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(shown)
  return found.map(({ run, startedBy }) =>
    runView({ ...run, started_by: startedBy, created_at: run.createdAt, started_at: run.startedAt, finished_at: run.finishedAt }),
  )
})
