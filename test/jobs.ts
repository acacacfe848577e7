import { sql } from "drizzle-orm"
import { connections, credentials, grants } from "@/db/schema"
import { within } from "@/lib/access/within"
import { createAudience } from "@/lib/audiences/create"
import { env } from "@/lib/base/env"
import { type AudienceId, type ConnectionId, type JobId, newId, type TeamId } from "@/lib/base/ids"
import { manifestOf } from "@/lib/connectors/manifests"
import { createJob } from "@/lib/jobs/create"
import { findJob } from "@/lib/jobs/find"
import { beginDueJobs } from "@/lib/jobs/queue"
import { runJob } from "@/lib/jobs/run"
import type { Filter } from "@/lib/sql/model"
import { seal } from "@/lib/vault/seal"
import { type ChannelDouble, channelDouble } from "./doubles/channel/double"
import { sendgridDouble } from "./doubles/channel/sendgrid"
import { pointAt } from "./doubles/point"
import { aSourceConnection, type Source } from "./source"
import type { House } from "./world"

type Who = Parameters<House["as"]>[0]
/** Lets the worker of this process reach a double. */
export const letOut = (port: number) => {
  env().EGRESS_ALLOW = [env().EGRESS_ALLOW, `127.0.0.1:${port}`].filter(Boolean).join(",")
}

/** A tool that knows two people, and every secret that it made. Made before anything is dialled. `watch` is told of every lookup, before its answer. */
export async function aTool() {
  let watching: (() => Promise<unknown>) | undefined
  const answer: typeof sendgridDouble.answer = async (asked, scopes) => {
    if (asked.method === "POST") await watching?.()
    return sendgridDouble.answer(asked, scopes)
  }
  const double = await channelDouble({ ...sendgridDouble, answer })
  pointAt({ sendgrid: double.url })
  letOut(double.port)
  const watch = (by: (() => Promise<unknown>) | undefined) => {
    watching = by
  }
  return { ...double, watch }
}
export type Tool = Awaited<ReturnType<typeof aTool>>

type Wanted = {
  platform: string
  method: string
  settings: Record<string, unknown>
  keys: Record<string, unknown>
  name?: string
  teams?: readonly TeamId[]
  owner?: Who
  visibility?: "private" | "shared"
}

/** An Active authorization without tables, shared with these teams. */
export async function anAuthorization(house: House, wanted: Wanted): Promise<ConnectionId> {
  const {
    platform,
    method,
    settings,
    keys,
    name = `Tool ${newId("con").slice(-6)}`,
    teams = [],
    owner = "admin",
    visibility = "shared",
  } = wanted
  const [organizationId, id, ownerId] = [house.id, newId("con"), house.people[owner]]
  const destination = manifestOf(platform).destination(settings, keys)
  const bound = { organizationId, connectionId: id, purpose: "credential", version: 1, platform, method, destination } as const
  const { sealed, keyId } = await seal(keys, bound)
  const row = {
    organizationId,
    id,
    platform,
    method,
    name,
    settings,
    destination,
    locator: manifestOf(platform).locator(settings),
    ownerId,
    visibility,
  }
  await within(house.as("admin"), async ({ db }) => {
    await db.insert(connections).values({ ...row, status: "Active", health: "Healthy" })
    await db
      .insert(credentials)
      .values({ organizationId, connectionId: id, version: 1, state: "current", method, keyId, sealed, destination, createdBy: ownerId })
    for (const principalId of teams)
      await db.insert(grants).values({ organizationId, connectionId: id, createdBy: ownerId, principal: "team", principalId })
  })
  return id
}

/** An authorization of the tool, for the team Consumer. */
export const aToolAuthorization = (house: House, tool: ChannelDouble, more: Partial<Wanted> = {}) =>
  anAuthorization(house, {
    platform: "sendgrid",
    method: "key",
    settings: { region: "api" },
    keys: { apiKey: tool.key() },
    teams: [house.teams.consumer],
    ...more,
  })

const everybody: Filter = { match: "all", conditions: [] }
/** An audience of the editor's, on a connection that the team Consumer may use. */
export async function anAudience(
  house: House,
  source: Source,
  filter = everybody,
): Promise<{ audienceId: AudienceId; sourceId: ConnectionId }> {
  const sourceId = await aSourceConnection(house, source, { teams: [house.teams.consumer], name: `Consumers ${crypto.randomUUID()}` })
  const asked = { name: "Everybody", connectionId: sourceId, schema: "shop", table: "customers", filter }
  return { audienceId: (await createAudience(house.as("editor"), asked)).id, sourceId }
}

type Planned = { filter?: Filter; name?: string; who?: Who; everyMinutes?: null | 60 | 1440; more?: Partial<Wanted> }
/** A job of the editor's that looks up the members of an audience in the tool. It has not run yet. */
export async function aJob(house: House, source: Source, tool: ChannelDouble, planned: Planned = {}) {
  const { filter, name = "Look up", who = "editor", everyMinutes = 1440, more } = planned
  const connectionId = await aToolAuthorization(house, tool, more)
  const { audienceId, sourceId } = await anAudience(house, source, filter)
  const settings = { key: "id", email: "email", properties: ["first_name", "city"] }
  const asked = { name, type: "enrichment.contacts" as const, connectionId, audienceId, settings, everyMinutes }
  const { id: jobId } = await createJob(house.as(who), asked)
  return { jobId, connectionId, audienceId, sourceId, asked }
}

/** The clock comes by, and the worker keeps what is promised. Answers the job as its page shows it. */
export async function comeBy(house: House, jobId: JobId) {
  await beginDueJobs(house.worker())
  return keep(house, jobId)
}

/** Keeps the run that waits. */
export async function keep(house: House, jobId: JobId) {
  const [waiting] = await within(house.as("admin"), ({ db }) =>
    db.execute(sql`select id from job_runs where organization_id = ${house.id} and job_id = ${jobId} and state = 'queued'`),
  )
  if (waiting) await runJob(house.worker(), { jobId, runId: waiting.id as `jrn_${string}` })
  return findJob(house.as("editor"), { jobId })
}
