import "server-only"
import { jobs } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { audienceFor } from "@/lib/audiences/find"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { findConnection } from "@/lib/connections/find"
import { findTable } from "@/lib/questions/target"
import { newJob, notEnabled } from "./model"
import type { Found } from "./standing"
import { misfit } from "./standing"
import { jobTypeOf } from "./states"

/** Keeps a job and lets it run at once. It belongs to the team in which it was made, or to its maker. */
export const createJob = command("job.create", newJob, async (ctx, { name, ...asked }) => {
  const { connection } = await demandRunnable(ctx, asked)
  const { userId, activeTeamId, teamIds } = personOf(ctx)
  const at = now().toISOString()
  const [made] = await ctx.db
    .insert(jobs)
    .values({
      organizationId: ctx.organizationId,
      ...asked,
      name,
      kind: jobTypeOf[asked.type].kind,
      connectionOrganizationId: connection.organizationId,
      teamId: activeTeamId && teamIds.includes(activeTeamId) ? activeTeamId : null,
      createdBy: userId,
      nextRunAt: at,
      createdAt: at,
      updatedAt: at,
    })
    .returning({ id: jobs.id, version: jobs.version })
  if (!made) throw new Error("the job was not stored")
  return { ...made, audit: { name, type: asked.type, connection: connection.id, audience: asked.audienceId } }
})

type Asked = Pick<Found, "type" | "connectionId" | "audienceId" | "settings">

/** The authorization, if this person may use it now, its method enables the job, and the audience can be read by them too. */
export async function demandRunnable(ctx: Context, asked: Asked) {
  const connection = await findConnection(ctx, asked.connectionId, "use")
  const refusal = notEnabled(connection, asked.type)
  if (refusal) throw new AppError("invalid", refusal, { connectionId: [refusal] })
  if (asked.audienceId === null) return { connection }
  const audience = await audienceFor(ctx, asked.audienceId)
  const { connectionId, schema, table } = audience
  const { columns } = await findTable(ctx, { connectionId, schema, table })
  const wrong = misfit(asked, audience, columns)
  if (wrong) throw new AppError("invalid", wrong, { settings: [wrong] })
  return { connection }
}
