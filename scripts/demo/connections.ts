import { and, eq, ne, sql } from "drizzle-orm"
import { connections, runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { changeAccess } from "@/lib/connections/change-access"
import { checkHealth } from "@/lib/connections/check-health"
import { createConnection } from "@/lib/connections/create"
import { connectionDetail } from "@/lib/connections/detail"
import { disconnectConnection } from "@/lib/connections/disconnect"
import { reauthenticateConnection } from "@/lib/connections/reauthenticate"
import { RunLost } from "@/lib/connections/run"
import { validateConnection } from "@/lib/connections/validate"
import { previewImpact } from "@/lib/impact/preview"
import { refreshSchema } from "@/lib/schemas/refresh"
import { type Plan, plans } from "./connection-plans"
import { revoke } from "./databases"
import { hookSecret } from "./hooks"
import { morePlans } from "./more-plans"
import type { House, Houses } from "./people"
import { readerOf } from "./readers"

type Place = { port: number; demoAdminUrl: string; receiverPort: number }
export type Made = Record<string, ConnectionId>

/** Real rows by the real verbs: created as the web does, checked and read as the worker does. */
export async function makeConnections(houses: Houses, place: Place): Promise<Made> {
  const made: Made = {}
  const make = async (plan: Plan) => {
    made[plan.name] = await makeConnection(houses[plan.house], plan, place)
  }
  for (const plan of plans) await make(plan)
  const waiting = [...morePlans]
  const line = async () => {
    for (let plan = waiting.shift(); plan; plan = waiting.shift()) await make(plan)
  }
  await Promise.all(Array.from({ length: 4 }, line))
  return made
}

async function makeConnection(house: House, plan: Plan, place: Place): Promise<ConnectionId> {
  const found = await findByName(house, plan.name)
  const id = found?.id ?? (await create(house, plan, place))
  if (found?.lifecycle === "disconnected") return id
  if (found && found.status !== "Processing" && found.status !== "Active") return id
  if (plan.afterwards === "worker dies") {
    await leaveStuck(house, id)
    return id
  }
  await doWaiting(house, id)
  if (plan.afterwards && (await findByName(house, plan.name))?.status === "Active") await since[plan.afterwards](house, id, place, plan)
  return id
}

function targetOf({ role, schemas = "", hook = "" }: Plan, { port, receiverPort }: Place) {
  if (!role)
    return {
      platform: "webhook",
      method: "secret",
      settings: { url: `http://127.0.0.1:${receiverPort}/${hook}` },
      keys: { secret: hookSecret(hook) },
    }
  const { database, password } = readerOf(role)
  // The cluster answers on this machine only, without a certificate.
  const settings = { host: "127.0.0.1", port, database, tls: "off", schemas }
  return { platform: "postgres", method: "password", settings, keys: { user: role, password } }
}

async function create(house: House, plan: Plan, place: Place): Promise<ConnectionId> {
  const teamIds = plan.teams?.flatMap((name) => house.teams[name] ?? [])
  const { id } = await createConnection(house.as(plan.by), {
    ...targetOf(plan, place),
    name: plan.name,
    description: plan.description,
    access: plan.private ? { kind: "private" } : teamIds ? { kind: "teams", teamIds } : { kind: "default" },
  })
  return id as ConnectionId
}

const findByName = (house: House, name: string) =>
  within(house.worker(), async ({ db }) => {
    const [found] = await db
      .select({ id: connections.id, status: connections.status, lifecycle: connections.lifecycle })
      .from(connections)
      .where(and(eq(connections.organizationId, house.id), eq(connections.name, name), ne(connections.lifecycle, "deleted")))
    return found
  })

/** Does what the worker would do next: the validation, then the first reading of the schema. Its own promise finds the work done. */
async function doWaiting(house: House, connectionId: ConnectionId): Promise<void> {
  for (const [kind, verb] of [
    ["validation", validateConnection],
    ["refresh", refreshSchema],
  ] as const) {
    const [run] = await within(house.worker(), ({ db }) =>
      db
        .select({ id: runs.id })
        .from(runs)
        .where(and(eq(runs.connectionId, connectionId), eq(runs.kind, kind), eq(runs.state, "queued"))),
    )
    if (run) await verb(house.worker(), { connectionId, runId: run.id }).catch(unlessLost)
  }
}

/** A start that was killed may still hold the run for some seconds: the worker takes it up. */
function unlessLost(error: unknown) {
  if (!(error instanceof RunLost)) throw error
}

/** The password changes at the source; the next daily check, due at once, finds out. */
async function revokeAtSource(house: House, connectionId: ConnectionId, { demoAdminUrl }: Place) {
  await revoke(demoAdminUrl, "consumer_loyalty")
  await within(house.worker(), ({ db }) =>
    db.update(connections).set({ checkedAt: sql`now() - interval '25 hours'` }).where(eq(connections.id, connectionId)),
  )
  await checkHealth(house.worker(), { connectionId }).catch(unlessLost)
}

/** As after a worker that died in the middle and a promise that was lost with it. Re-check makes it work. */
async function leaveStuck(house: House, connectionId: ConnectionId) {
  await within(house.worker(), async ({ db }) => {
    await db
      .update(runs)
      .set({ state: "timed out", reason: "The check did not end in time.", finishedAt: sql`now() - interval '25 minutes'` })
      .where(and(eq(runs.connectionId, connectionId), eq(runs.state, "queued")))
    await db.update(connections).set({ statusSince: sql`now() - interval '40 minutes'` }).where(eq(connections.id, connectionId))
  })
}

async function retire(house: House, connectionId: ConnectionId) {
  const reason = "Retired: its tables moved to Business cloud. Existing audiences go on with a warning; nothing new may use it."
  await within(house.worker(), ({ db }) =>
    db
      .update(connections)
      .set({ status: "Deprecated", statusReason: reason, statusSince: sql`now()` })
      .where(eq(connections.id, connectionId)),
  )
}

async function disconnect(house: House, connectionId: ConnectionId, _place: Place, { by }: Plan) {
  const { token } = await previewImpact(house.as(by), { acts: [{ kind: "disconnect", connectionId }] })
  await disconnectConnection(house.as(by), { connectionId, token })
}

const fiveDays = 5 * times.day

/** The same credential again, with the day on which it ends. */
async function endKeySoon(house: House, connectionId: ConnectionId, place: Place, plan: Plan) {
  const endsOn = new Date(Date.now() + fiveDays).toISOString().slice(0, 10)
  await reauthenticateConnection(house.as(plan.by), { connectionId, keys: targetOf(plan, place).keys, endsOn })
  await doWaiting(house, connectionId)
}

async function lend(house: House, connectionId: ConnectionId, _place: Place, { by }: Plan) {
  const { version } = await connectionDetail(house.as(by), { connectionId })
  const toAll = { to: { principal: "all clients" as const, principalId: null } }
  await changeAccess(house.as(by), { connectionId, version, change: { add: [toAll] } })
}

const since = {
  "password changes": revokeAtSource,
  "worker dies": leaveStuck,
  retired: retire,
  disconnected: disconnect,
  "key ends soon": endKeySoon,
  "lent to clients": lend,
}
