import "server-only"
import { and, eq, inArray, lte, sql } from "drizzle-orm"
import { connections, grants } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import type { ConnectionId, GrantId } from "@/lib/base/ids"
import type { Principal } from "@/lib/impact/model"
import { notify } from "@/lib/notices/notify"
import type { AccessLine } from "./access"
import { grantsOf, mine } from "./find"

/** Takes away what has ended, tells the owner of each connection once, and writes it down. One organization at a time. */
export async function endGrants(ctx: Context): Promise<number> {
  const found = await within(ctx, ({ db, organizationId }) =>
    db
      .selectDistinct({ id: grants.connectionId })
      .from(grants)
      .where(and(eq(grants.organizationId, organizationId), lte(grants.endsAt, now().toISOString()))),
  )
  let ended = 0
  for (const { id } of found) ended += await within(ctx, (inside) => endOf(inside, id))
  return ended
}

async function endOf(ctx: Context, id: ConnectionId): Promise<number> {
  const { db, organizationId } = ctx
  // The connection first, as everybody who changes its access does.
  const [connection] = await db
    .select({
      name: connections.name,
      ownerId: connections.ownerId,
      version: connections.version,
      visibility: connections.visibility,
      before: grantsOf,
    })
    .from(connections)
    .where(mine(ctx, id))
    .for("update")
  if (!connection) return 0
  const over = await db
    .delete(grants)
    .where(and(eq(grants.organizationId, organizationId), eq(grants.connectionId, id), lte(grants.endsAt, now().toISOString())))
    .returning({ id: grants.id, principal: grants.principal, principalId: grants.principalId })
  if (over.length === 0) return 0
  const { name, ownerId, visibility, before } = connection
  const version = connection.version + 1
  await db.update(connections).set({ version }).where(mine(ctx, id))
  const removed = over.map(({ principal, principalId }) => ({ principal, principalId }) as Principal)
  const line: AccessLine = { version, visibility: [visibility, visibility], added: [], removed, before }
  await record(ctx, { verb: "connection.changeAccess", subject: id, detail: line })
  // What lies dormant in a private connection takes nothing from anybody.
  if (visibility === "shared")
    await notify(ctx, [ownerId], {
      tone: "info",
      title: `Access to ${name} has ended for ${new Intl.ListFormat("en-US").format(await namesOf(ctx, removed))}.`,
      body: "It had an end date. Nothing was deleted. Open the connection to give access again.",
      path: `connections/${id}/access`,
      connectionId: id,
      once: `grants ended ${over
        .map((grant): GrantId => grant.id)
        .sort()
        .join(" ")}`,
    })
  return over.length
}

async function namesOf({ db, organizationId }: Context, ended: Principal[]): Promise<string[]> {
  const ids = ended.flatMap(({ principalId }) => principalId ?? [])
  const found =
    ids.length === 0
      ? []
      : ((await db.execute(sql`
          select id, name from teams where organization_id = ${organizationId} and ${inArray(sql`id`, ids)}
          union all select id, name from users where ${inArray(sql`id`, ids)}
          union all select id, name from organizations where parent_id = ${organizationId} and ${inArray(sql`id`, ids)}`)) as unknown as {
          id: string
          name: string
        }[])
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return ended.map(({ principal, principalId }) =>
    principal === "all teams" ? "all teams" : principal === "all clients" ? "all client accounts" : (names.get(principalId) ?? "somebody"),
  )
}
