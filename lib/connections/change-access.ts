import "server-only"
import { and, eq, inArray, sql } from "drizzle-orm"
import type * as z from "zod"
import { audit } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { AccessChange, Principal } from "@/lib/impact/model"
import { demandImpact } from "@/lib/impact/of"
import { type AccessLine, demandAccessRights, isForClients, writeAccess } from "./access"
import { type Found, findConnection } from "./find"
import { changedAccess } from "./model"
import { tellGranted } from "./tell-granted"

/** As the audit log names what changes access. */
const verbs = ["connection.changeAccess", "connection.revertAccess"]

/** Changes who may use a connection, as a delta. Two people who touch different principals both win. */
export async function changeNow(ctx: Context, { connectionId, version, change, token }: z.output<typeof changedAccess>) {
  const found = await findConnection(ctx, connectionId, "view", { lock: true })
  await demandAccessRights(ctx, found, change)
  if (found.version !== version) await demandNoClash(ctx, found, version, change)
  await demandImpact(ctx, [{ kind: "access", connectionId, change }], token)
  const line = await writeAccess(ctx, found, change)
  await tellGranted(ctx, found, change)
  return { id: connectionId, version: line.version, audit: line }
}

export const changeAccess = command("connection.changeAccess", changedAccess, changeNow)

/** What others did since this person looked: only the same principal, all of its kind, or the visibility is in each other's way. */
async function demandNoClash(ctx: Context, found: Found, seen: number, change: AccessChange): Promise<void> {
  const since = await ctx.db
    .select({ detail: audit.detail })
    .from(audit)
    .where(
      and(
        eq(audit.organizationId, ctx.organizationId),
        eq(audit.subject, found.id),
        inArray(audit.verb, verbs),
        sql`(${audit.detail}->>'version')::int > ${seen}`,
      ),
    )
  const lines = since.map(({ detail }) => detail as AccessLine)
  const moved = lines.some(({ visibility: [from, to] }) => from !== to)
  const theirs = lines.flatMap(({ added, removed }) => [...added.map(({ to }) => to), ...removed])
  const mine = [...change.add.map(({ to }) => to), ...change.remove]
  if (!moved && !mine.some((one) => theirs.some((other) => clash(one, other)))) return
  const facts = { version: found.version, visibility: found.visibility, grants: found.grants }
  throw new AppError(
    "conflict",
    "Somebody else changed the access to this connection since you opened it. Look at it again, then save.",
    {},
    facts,
  )
}

const clash = (one: Principal, other: Principal): boolean =>
  isForClients(one) === isForClients(other) && (isAll(one) || isAll(other) || one.principalId === other.principalId)
const isAll = ({ principal }: Principal) => principal === "all teams" || principal === "all clients"
