import "server-only"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { notify } from "@/lib/notices/notify"
import { change } from "./pause"
import type { Found } from "./standing"

const after = (at: Date, ms: number) => new Date(at.getTime() + ms).toISOString()

/** What becomes of a job after a run that did all of it: it sleeps until its time comes again, or it is done. A paused one stays paused. */
export async function afterSuccess(ctx: Context, { id, state, everyMinutes }: Found): Promise<void> {
  const at = now()
  const ran = { reason: null, failingSince: null, lastRunAt: at.toISOString() }
  const becomes =
    everyMinutes === null
      ? { state: "completed" as const, nextRunAt: null, endedAt: at.toISOString() }
      : { state: "sleeping" as const, nextRunAt: after(at, everyMinutes * times.minute) }
  await change(ctx, id, { ...ran, ...(state === "paused" ? {} : becomes) })
}

/** After a run that was stopped. Who stopped it has said already what becomes of the job. */
export async function afterStop(ctx: Context, { id, state }: Found): Promise<void> {
  const at = now().toISOString()
  await change(ctx, id, { lastRunAt: at, ...(state === "running" && { state: "sleeping", nextRunAt: at }) })
}

/** After a run that failed: it is tried again within the hour, and after ten hours of nothing but errors it is failed, and its maker is told. */
export async function afterFailure(ctx: Context, job: Found, reason: string): Promise<void> {
  const { id, name, state, everyMinutes, createdBy } = job
  const at = now()
  const failingSince = job.failingSince ?? at.toISOString()
  const failed = { reason, failingSince, lastRunAt: at.toISOString() }
  if (state === "paused") return change(ctx, id, failed)
  if (at.getTime() - Date.parse(failingSince) < times.jobFailsAfter) {
    const wait = Math.min((everyMinutes ?? Number.POSITIVE_INFINITY) * times.minute, times.failingJobEvery)
    return change(ctx, id, { ...failed, state: "sleeping", nextRunAt: after(at, wait) })
  }
  await change(ctx, id, { ...failed, state: "failed", nextRunAt: null, endedAt: at.toISOString() })
  await notify(ctx, [createdBy], {
    tone: "bad",
    title: `The job ${name} has failed.`,
    body: `It met nothing but errors for 10 hours, and is not tried again by itself. The last one: ${reason}`,
    path: `jobs/${id}`,
    once: `job failed ${id} ${at.toISOString()}`,
  })
}
