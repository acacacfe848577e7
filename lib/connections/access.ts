import "server-only"
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm"
import { connections, grants, memberships, organizations, teams } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { type Action, type Grant, refusals } from "@/lib/access/decide"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { OrganizationId, TeamId, UserId } from "@/lib/base/ids"
import { accessAfter } from "@/lib/impact/apply"
import type { AccessChange, Principal } from "@/lib/impact/model"
import { decideOn, type Found, mine } from "./find"

type Visibility = Found["visibility"]
/** What a line of the audit log says of a change of access; read again when two people edit at once. */
export type AccessLine = {
  version: number
  visibility: [Visibility, Visibility]
  added: AccessChange["add"]
  removed: Principal[]
  /** The grants as they were. */
  before: Grant[]
}

/** Refuses a change that this person may not make, or that names what is not there. Writes nothing. */
export async function demandAccessRights(ctx: Context, found: Found, change: AccessChange): Promise<void> {
  for (const action of rightsFor(found, change)) {
    const { allowed, reason } = decideOn(ctx, action, found)
    if (!allowed && reason !== "yes") throw new AppError("forbidden", refusals[reason])
  }
  const at = now()
  if (change.add.some(({ endsAt }) => endsAt !== null && new Date(endsAt) <= at))
    throw new AppError("invalid", "An end date has passed already.", { endsAt: ["Choose a date in the future, or none."] })
  await demandPrincipals(ctx, change)
}

/** Which rights a change needs: to widen and to narrow are two, and so are the own teams and the client accounts. */
function rightsFor(found: Found, change: AccessChange): Action[] {
  const at = now()
  const after = accessAfter(found, change)
  const [before, then] = [effective(found, at), effective(after, at)]
  const gained = then.filter((grant) => !covers(before, grant))
  const opened = found.visibility === "private" && after.visibility === "shared"
  const closed = found.visibility === "shared" && after.visibility === "private"
  const needed: Action[] = [
    ...(opened || gained.some((grant) => !isForClients(grant)) ? (["share"] as const) : []),
    ...(gained.some(isForClients) ? (["shareWithClients"] as const) : []),
    ...(closed || before.some((grant) => !covers(then, grant)) ? (["narrow"] as const) : []),
  ]
  // Whoever changes nothing that counts must still have one of the rights.
  return needed.length > 0 ? needed : ["narrow"]
}

const effective = ({ visibility, grants: all }: Pick<Found, "visibility" | "grants">, at: Date): Grant[] =>
  visibility === "shared" ? all.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > at) : []

export const isForClients = ({ principal }: Pick<Principal, "principal">) => principal === "all clients" || principal === "client"

/** Whether some grant gives at least what this one gives, for at least as long. */
const covers = (all: readonly Grant[], one: Grant) =>
  all.some(
    (grant) =>
      (grant.principal === (isForClients(one) ? "all clients" : "all teams") ||
        (grant.principal === one.principal && grant.principalId === one.principalId)) &&
      (grant.endsAt === null || (one.endsAt !== null && new Date(grant.endsAt) >= new Date(one.endsAt))),
  )

/** Those who are to be granted something are there, and stay until the grant stands. */
async function demandPrincipals(ctx: Context, { add }: AccessChange): Promise<void> {
  const { db, organizationId } = ctx
  const named = <Id extends string>(kind: Principal["principal"]) => [
    ...new Set(add.flatMap(({ to }) => (to.principal === kind && to.principalId ? [to.principalId as Id] : []))),
  ]
  const [teamIds, userIds, clientIds] = [named<TeamId>("team"), named<UserId>("user"), named<OrganizationId>("client")]
  const gone = (what: string) => new AppError("invalid", `${what} does not exist any more. Reload the page and choose again.`)
  if (teamIds.length > 0) {
    const wanted = and(eq(teams.organizationId, organizationId), inArray(teams.id, teamIds))
    if ((await db.select({ id: teams.id }).from(teams).where(wanted).for("share")).length < teamIds.length) throw gone("A chosen team")
  }
  if (userIds.length > 0) {
    const wanted = and(eq(memberships.organizationId, organizationId), inArray(memberships.userId, userIds))
    if ((await db.select({ id: memberships.id }).from(memberships).where(wanted).for("share")).length < userIds.length)
      throw gone("A chosen person")
  }
  if (clientIds.length > 0) {
    const wanted = and(eq(organizations.parentId, organizationId), inArray(organizations.id, clientIds))
    if ((await db.select({ id: organizations.id }).from(organizations).where(wanted)).length < clientIds.length)
      throw gone("A chosen client account")
  }
  if (ctx.organization.kind !== "agency" && add.some(({ to }) => isForClients(to)))
    throw new AppError("invalid", "Only an agency shares connections with client accounts.")
}

/** Makes the change to a locked row. Its rights and its impact are settled before. */
export async function writeAccess(ctx: Context, found: Found, { visibility, add, remove }: AccessChange): Promise<AccessLine> {
  const { db, organizationId } = ctx
  const { id: connectionId, version } = found
  const granted = { organizationId, connectionId, createdBy: personOf(ctx).userId }
  if (remove.length > 0)
    await db
      .delete(grants)
      .where(and(eq(grants.organizationId, organizationId), eq(grants.connectionId, connectionId), or(...remove.map(isGrant))))
  if (add.length > 0)
    await db
      .insert(grants)
      .values(add.map(({ to, endsAt }) => ({ ...granted, ...to, endsAt })))
      .onConflictDoUpdate({
        target: [grants.organizationId, grants.connectionId, grants.principal, grants.principalId],
        set: { endsAt: sql`excluded.ends_at`, createdBy: sql`excluded.created_by` },
      })
  const after = visibility ?? found.visibility
  await db
    .update(connections)
    .set({ version: version + 1, visibility: after, updatedAt: sql`now()` })
    .where(mine(ctx, connectionId))
  return { version: version + 1, visibility: [found.visibility, after], added: add, removed: remove, before: found.grants }
}

const isGrant = ({ principal, principalId }: Principal) =>
  and(eq(grants.principal, principal), principalId === null ? isNull(grants.principalId) : eq(grants.principalId, principalId))
