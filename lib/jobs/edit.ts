import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { jobs } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { demandRunnable } from "./create"
import { jobFor } from "./find"
import { editedJob, type PresentJob, type Settings, settingsOf } from "./model"
import { mine } from "./select"
import { type Found, readOnly } from "./standing"

/** Changes a job, if it is still as the editor saw it. Its maker stays its maker: it goes on with their right and seat. */
export const editJob = command("job.edit", editedJob, async (ctx, { jobId, version, name, everyMinutes, ...asked }) => {
  const before = await jobFor(ctx, jobId)
  const refusal = readOnly(before, personOf(ctx), now())
  if (refusal) throw new AppError("forbidden", `This job is read-only now. ${refusal}`)
  if (before.version !== version) throw changed(before)
  const settings = settingsOf(before.type).parse(asked.settings)
  await demandRunnable(ctx, { ...before, settings })
  const sleeps = before.state === "sleeping" && before.lastRunAt !== null && everyMinutes !== before.everyMinutes
  const [job] = await ctx.db
    .update(jobs)
    .set({
      name,
      settings,
      everyMinutes,
      // Another rhythm counts from the last run; a job that was to come again and now runs once, runs once more.
      ...(sleeps && { nextRunAt: new Date(Date.parse(before.lastRunAt ?? "") + (everyMinutes ?? 0) * 60_000).toISOString() }),
      version: sql`${jobs.version} + 1`,
      updatedAt: now().toISOString(),
    })
    .where(and(mine(ctx, jobId), eq(jobs.version, version)))
    .returning({ id: jobs.id, version: jobs.version })
  if (!job) throw changed(await jobFor(ctx, jobId))
  return { ...job, audit: { name, everyMinutes } }
})

function changed({ name, settings, everyMinutes, version }: Found): AppError {
  const present: PresentJob = { name, settings: settings as Settings, everyMinutes, version }
  const message = "Somebody else has saved this job since you opened it. Your changes are not saved yet."
  return new AppError("conflict", message, {}, { present })
}
