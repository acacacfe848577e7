import { and, eq, type SQL, sql } from "drizzle-orm"
import { jobs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { createAudience } from "@/lib/audiences/create"
import { listAudiences } from "@/lib/audiences/list"
import type { AudienceId, JobId } from "@/lib/base/ids"
import { RunLost } from "@/lib/connections/run"
import { createJob } from "@/lib/jobs/create"
import { listJobs } from "@/lib/jobs/list"
import { pauseJob } from "@/lib/jobs/pause"
import { runJob } from "@/lib/jobs/run"
import { runJobNow } from "@/lib/jobs/run-now"
import type { Rhythm } from "@/lib/jobs/states"
import type { Filter } from "@/lib/sql/model"
import type { Made } from "./connections"
import type { House } from "./people"

const by = "admin"
const source = "Shop events feed"

type Plan = {
  name: string
  to: string
  everyMinutes: Rhythm
  conditions: Filter["conditions"]
  /** What happened to it: it ran, it was paused, or it met nothing but errors for half a day. Otherwise the worker begins it. */
  since?: "ran" | "paused" | "failed"
}
const checkouts: Filter["conditions"] = [{ column: "name", op: "is", value: "checkout" }]
const plans: Plan[] = [
  { name: "All events to the mail house", to: "Mail house", everyMinutes: 15, conditions: [] },
  { name: "Buyers to the order desk", to: "Order desk", everyMinutes: 1440, conditions: checkouts, since: "ran" },
  { name: "Buyers to the loyalty partner", to: "Loyalty partner", everyMinutes: 360, conditions: checkouts, since: "paused" },
  { name: "Buyers to the call center", to: "Call center", everyMinutes: 60, conditions: checkouts, since: "failed" },
  { name: "Buyers to the survey panel, autumn", to: "Survey panel", everyMinutes: null, conditions: checkouts, since: "ran" },
]

/** Jobs in every state: exports that really deliver to the demo's receiver. Answers whether all are there. */
export async function makeJobs(house: House, made: Made): Promise<boolean> {
  const there = new Set((await listJobs(house.as(by), {})).rows.map(({ name }) => name))
  for (const [at, plan] of plans.entries()) {
    const connectionId = made[plan.to]
    if (there.has(plan.name) || !connectionId) continue
    const audienceId = await audienceOf(house, made, plan)
    if (!audienceId) return false
    const { name, everyMinutes } = plan
    const asked = { type: "export.webhook" as const, connectionId, audienceId, settings: { key: "event_id", columns: [] } }
    const { id } = await createJob(house.as(by), { ...asked, name, everyMinutes })
    await change(house, id as JobId, { createdAt: sql`now() - ${at + 3} * interval '9 days'` })
    if (plan.since) await since[plan.since](house, id as JobId)
  }
  return true
}

async function audienceOf(house: House, made: Made, { conditions }: Plan): Promise<AudienceId | undefined> {
  const name = conditions.length > 0 ? "Everybody who bought" : "Everything that happened in the shop"
  const connectionId = made[source]
  if (!connectionId) return undefined
  const found = (await listAudiences(house.as(by), { q: name })).rows.find((one) => one.name === name)
  if (found) return found.id
  const filter: Filter = { match: "all", conditions }
  const { id } = await createAudience(house.as(by), { name, connectionId, schema: "web", table: "events", filter })
  return id as AudienceId
}

async function ran(house: House, jobId: JobId, before = async () => {}) {
  const { runId } = await runJobNow(house.as(by), { jobId })
  await before()
  await runJob(house.worker(), { jobId, runId }).catch((error: unknown) => {
    if (!(error instanceof RunLost)) throw error
  })
}

async function pause(house: House, jobId: JobId) {
  await ran(house, jobId)
  await pauseJob(house.as(by), { jobId })
}

/** Its first error is dated back, so that the one it meets now is beyond the ten hours. */
const fail = (house: House, jobId: JobId) =>
  ran(house, jobId, () => change(house, jobId, { failingSince: sql`now() - interval '12 hours'` }))

const change = (house: House, jobId: JobId, to: Partial<Record<keyof typeof jobs.$inferInsert, SQL>>) =>
  within(house.worker(), async ({ db }) => {
    await db
      .update(jobs)
      .set(to)
      .where(and(eq(jobs.organizationId, house.id), eq(jobs.id, jobId)))
  })

const since = { ran, paused: pause, failed: fail }
