import "server-only"
import { and, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm"
import { accessRequests, audiences, connections, credentials, dataSources, grants, queries, runs } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { errand } from "@/lib/access/verb"
import { acrossInto, within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import { notify } from "@/lib/notices/notify"
import { open } from "@/lib/vault/open"
import { seal } from "@/lib/vault/seal"
import { bindingOf } from "./binding"
import { claimed, lockConnection } from "./examine"
import { type Connection, findForWorker, mine } from "./find"
import { runRef } from "./jobs"
import { type Claim, endRun, holdRun } from "./run"
import { demandMovable, ownerThere } from "./transfer"

type Sealed = Omit<typeof credentials.$inferInsert, "organizationId" | "connectionId">
type Packed = { claim: Claim; seen: Connection; credential: Sealed | null }

const changedMeanwhile = "The connection was changed while it was being transferred. Nothing was moved. Transfer it again."

/**
 * Carries a connection from a client account into its agency: the secret sealed anew for its new place, the schema copied, a grant left to the
 * client account, and everything that leans on it pointed there, in one transaction. A crash leaves it where it was.
 */
export const carryOver = errand("connection.carryOver", runRef, {
  async go(ctx, { runId }): Promise<Packed> {
    const claim = await claimed(ctx, runId)
    return within(ctx, async (inside) => {
      const seen = await findForWorker(inside, claim.connectionId)
      return { claim, seen, credential: await resealed(inside, seen) }
    })
  },

  async settle(ctx, { claim, seen, credential }) {
    await holdRun(ctx, claim)
    const connection = await lockConnection(ctx, claim.connectionId)
    if (connection.version !== seen.version || !(await isNewest(ctx, connection, credential))) {
      await endRun(ctx, claim, { state: "failed", reason: changedMeanwhile })
      return { id: connection.id, audit: { outcome: "changed meanwhile" } }
    }
    const agencyId = demandMovable(ctx, connection)
    const asked = claim.startedBy ?? connection.ownerId
    const owner = await ownerThere(ctx, agencyId, connection.ownerId, asked)
    const arrived = await acrossInto(ctx, agencyId, (there) => unpack(there, connection, { credential, ownerId: owner.id, asked }))
    await follow(ctx, connection, agencyId)
    await ctx.db.delete(connections).where(mine(ctx, connection.id))
    return { id: connection.id, audit: { agency: agencyId, name: arrived, owner: owner.id } }
  },
})

const inUse = sql`array_position(array['current', 'pending', 'rejected'], ${credentials.state})`
const newest = async ({ db, organizationId }: Context, { id }: Connection, { lock = false } = {}) => {
  const asked = db
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.organizationId, organizationId),
        eq(credentials.connectionId, id),
        inArray(credentials.state, ["current", "pending", "rejected"]),
      ),
    )
    .orderBy(inUse, desc(credentials.version))
    .limit(1)
  const [found] = await (lock ? asked.for("update") : asked)
  return found
}

/** What is in use, opened where it stands and sealed for where it goes. Older versions stay behind and are destroyed with the row. */
async function resealed(ctx: Context, connection: Connection): Promise<Sealed | null> {
  const found = await newest(ctx, connection)
  const { parentId } = ctx.organization
  if (!found || !parentId) return null
  const { organizationId: _, connectionId: _own, id: _id, ...credential } = found
  await record(ctx, { verb: "credential.open", subject: connection.id, detail: { version: found.version, why: "transfer" } })
  const secret = await open(found.sealed, bindingOf(connection, found.version))
  return { ...credential, ...(await seal(secret, bindingOf({ ...connection, organizationId: parentId }, found.version))) }
}

/** Nothing took its place since, and nobody turns its tokens over. It is held, so that nobody begins to: the copy that leaves would be worth nothing. */
async function isNewest(ctx: Context, connection: Connection, credential: Sealed | null): Promise<boolean> {
  const found = await newest(ctx, connection, { lock: true })
  if (!found || !credential) return !found && !credential
  const turning = found.renewingUntil !== null && Date.parse(found.renewingUntil) > now().getTime()
  return found.version === credential.version && found.renewedAt === credential.renewedAt && !turning
}

type Parcel = { credential: Sealed | null; ownerId: UserId; asked: UserId }

/** In the agency's context. Answers the name under which it lives there. */
async function unpack(there: Context, connection: Connection, { credential, ownerId, asked }: Parcel): Promise<string> {
  const { db, organizationId } = there
  const client = { id: connection.organizationId, name: there.organization.name }
  const { sortName: _name, sortRefreshed: _refreshed, ...row } = connection
  const name = await freeName(there, connection, client.name)
  await db.insert(connections).values({ ...row, organizationId, name, ownerId, visibility: "shared", version: row.version + 1 })
  const connectionId = connection.id
  if (credential) await db.insert(credentials).values({ ...credential, organizationId, connectionId })
  await db.insert(grants).values({ organizationId, connectionId, principal: "client", principalId: client.id, createdBy: asked })
  for (const table of ["schema_snapshots", "schema_tables", "schema_changes"]) await copyRows(there, table, connection)
  await db
    .insert(runs)
    .values({ organizationId, connectionId, kind: "transfer", state: "succeeded", startedBy: asked, finishedAt: sql`now()` })
  await record(there, { verb: "connection.carryOver", subject: connectionId, detail: { from: client.id, name, owner: ownerId } })
  await notify(there, [ownerId, asked], {
    tone: "ok",
    title: `${name} came from ${client.name}.`,
    body: `${client.name} goes on using it. To share it with other client accounts, open Edit permissions.`,
    path: `connections/${connectionId}`,
    connectionId,
    once: `transferred ${connectionId} ${client.id}`,
  })
  return name
}

/** Its own name, or with the client account's behind it, where a live connection of the agency is called so. */
async function freeName({ db, organizationId }: Context, { platform, name }: Connection, client: string): Promise<string> {
  const taken = await db
    .select({ name: connections.sortName })
    .from(connections)
    .where(and(eq(connections.organizationId, organizationId), eq(connections.platform, platform), eq(connections.lifecycle, "live")))
  const names = new Set(taken.map((one) => one.name))
  const wanted = [name, `${name} (${client})`, ...Array.from({ length: names.size }, (_, n) => `${name} (${client} ${n + 2})`)]
  return wanted.find((one) => !names.has(one.toLowerCase())) ?? name
}

/** Every column but the organization, from the client account's rows to the agency's. */
async function copyRows({ db, organizationId }: Context, table: string, connection: Connection): Promise<void> {
  await db.execute(sql`
    insert into ${sql.identifier(table)} select (jsonb_populate_record(t, jsonb_build_object('organization_id', ${organizationId}::text))).*
    from ${sql.identifier(table)} t where t.organization_id = ${connection.organizationId} and t.connection_id = ${connection.id}`)
}

/** What leans on it leans on the same row in its new place. */
async function follow({ db, organizationId }: Context, { id }: Connection, agencyId: OrganizationId): Promise<void> {
  for (const table of [audiences, queries, dataSources]) {
    const { organizationId: own, connectionOrganizationId, connectionId } = getTableColumns(table)
    await db
      .update(table)
      .set({ connectionOrganizationId: agencyId })
      .where(and(eq(own, organizationId), eq(connectionOrganizationId, organizationId), eq(connectionId, id)))
  }
  await db
    .update(accessRequests)
    .set({ connectionId: null })
    .where(and(eq(accessRequests.organizationId, organizationId), eq(accessRequests.connectionId, id)))
}
