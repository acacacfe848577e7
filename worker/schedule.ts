import { createHash } from "node:crypto"
import type { PgBoss } from "pg-boss"
import type { Database } from "@/db/client"
import { bare, log } from "@/lib/base/log"
import { times } from "@/lib/base/times"
import { endGrants } from "@/lib/connections/end-grants"
import { sweepJob } from "@/lib/connections/jobs"
import { takeUpRuns } from "@/lib/connections/take-up"
import { beginDueJobs, purgeEndedJobs, takeUpJobRuns } from "@/lib/jobs/queue"
import { takeUpQueryRuns } from "@/lib/queries/take-up"
import { allOrganizations, contextOf } from "./context"
import { beat } from "./heartbeat"

type Clock = { queue: PgBoss; db: Database }

/** Everything that happens by the clock, on one page. Each of these may run in several workers at once and acts once. */
export const schedule: readonly { name: string; every: number; run(clock: Clock): Promise<void> }[] = [
  { name: "heartbeat", every: times.heartbeat, run: ({ db }) => beat(db) },
  { name: "take up what dead workers left", every: 10 * times.second, run: takeUp },
  { name: "begin the jobs whose time has come", every: 10 * times.second, run: beginDue },
  { name: "forget jobs that ended long ago", every: times.hour, run: forgetJobs },
  { name: "take away what has an end date", every: times.minute, run: end },
  { name: "sweep each organization once an hour", every: 5 * times.minute, run: sweep },
]

async function takeUp({ db }: Clock) {
  for (const organization of await allOrganizations(db)) {
    const ctx = contextOf(db, organization, "take up")
    for (const { again, givenUp } of [await takeUpRuns(ctx), await takeUpQueryRuns(ctx), await takeUpJobRuns(ctx)])
      if (again + givenUp > 0) log.info({ organization: organization.id, again, givenUp }, "taken up")
  }
}

async function beginDue({ db }: Clock) {
  for (const organization of await allOrganizations(db)) {
    const begun = await beginDueJobs(contextOf(db, organization, "begin jobs"))
    if (begun > 0) log.info({ organization: organization.id, begun }, "jobs begun")
  }
}

async function forgetJobs({ db }: Clock) {
  for (const organization of await allOrganizations(db)) {
    const forgotten = await purgeEndedJobs(contextOf(db, organization, "forget jobs"))
    if (forgotten > 0) log.info({ organization: organization.id, forgotten }, "jobs forgotten")
  }
}

async function end({ db }: Clock) {
  for (const organization of await allOrganizations(db)) {
    const ended = await endGrants(contextOf(db, organization, "end grants"))
    if (ended > 0) log.info({ organization: organization.id, ended }, "grants ended")
  }
}

const hour = times.hour / times.second

/** Spread over the hour by the organization's id. The queue takes one promise an hour from all workers together. */
async function sweep({ queue, db }: Clock) {
  for (const { id } of await allOrganizations(db)) {
    const startAfter = createHash("sha256").update(id).digest().readUInt16BE() % (hour / 6)
    await queue.send(sweepJob.name, { organizationId: id, payload: {} }, { singletonKey: id, singletonSeconds: hour, startAfter })
  }
}

/** Starts the clock; each task waits for its own end before it comes again. Answers how to stop it. */
export function startClock(clock: Clock): () => Promise<void> {
  let stopped = false
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  const tick = (task: (typeof schedule)[number]) => {
    const turn = task
      .run(clock)
      .catch((error: Error) => log.warn({ task: task.name, name: error.name, message: bare(error).message }, "clock"))
      .finally(() => {
        running.delete(turn)
        if (stopped) return
        const timer = setTimeout(() => {
          timers.delete(timer)
          tick(task)
        }, task.every)
        timers.add(timer)
      })
    running.add(turn)
  }
  for (const task of schedule) tick(task)
  return async () => {
    stopped = true
    for (const timer of timers) clearTimeout(timer)
    await Promise.all(running)
  }
}
