import "server-only"
import { and, asc, eq, inArray } from "drizzle-orm"
import { connections } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { type Action, refusals } from "@/lib/access/decide"
import type { VerbName } from "@/lib/access/permissions"
import type { Written } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId, TeamId } from "@/lib/base/ids"
import { demandAccessRights } from "@/lib/connections/access"
import { changeNow } from "@/lib/connections/change-access"
import { disconnectNow } from "@/lib/connections/disconnect"
import { decideOn, type Found, grantsOf } from "@/lib/connections/find"
import { noSchema, refreshNow } from "@/lib/connections/refresh"
import { restoreNow } from "@/lib/connections/restore"
import { connectionCan } from "@/lib/connections/states"
import { hasTables } from "@/lib/connectors/manifests"
import type { AccessChange, Act } from "@/lib/impact/model"
import type { BulkWish, Refused } from "./model"

/** One row of a bulk act: what it takes away, if anything, and the single verb's own function that does it. */
export type Step = {
  id: ConnectionId
  name: string
  act: Act | null
  verb: VerbName
  run: (ctx: Context, token: string | undefined) => Promise<Written>
}

/** Every row, held until the transaction ends if asked: what can be done with it, or why it cannot. Those that are not there are not named. */
export async function planOf(ctx: Context, wish: BulkWish, { lock = false } = {}): Promise<{ steps: Step[]; refused: Refused[] }> {
  const asked = ctx.db
    .select({ connection: connections, grants: grantsOf })
    .from(connections)
    .where(and(eq(connections.organizationId, ctx.organizationId), inArray(connections.id, wish.connectionIds)))
    .orderBy(asc(connections.id))
  const [steps, refused]: [Step[], Refused[]] = [[], []]
  for (const { connection, grants } of await (lock ? asked.for("update", { of: connections }) : asked)) {
    const found = { ...connection, grants }
    if (!decideOn(ctx, "view", found).allowed) continue
    const { id, name } = found
    try {
      steps.push({ id, name, ...(await stepOf(ctx, found, wish)) })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused.push({ id, name, why: error.message })
    }
  }
  return { steps, refused }
}

async function stepOf(ctx: Context, found: Found, { deed, teamIds, allTeams }: BulkWish): Promise<Omit<Step, "id" | "name">> {
  const { id: connectionId, version } = found
  switch (deed) {
    case "refresh":
      demand(ctx, found, "refresh")
      if (!hasTables(found.platform)) throw new AppError("conflict", noSchema(found.platform))
      if (!connectionCan(found.status, "refresh") || found.lifecycle !== "live")
        throw new AppError("conflict", "Only an Active connection can be refreshed.")
      return { act: null, verb: "connection.refresh", run: (inside) => refreshNow(inside, { connectionId }) }
    case "restore":
      demand(ctx, found, "restore")
      if (found.lifecycle !== "disconnected") throw new AppError("conflict", "This connection is in use already.")
      return { act: null, verb: "connection.restore", run: (inside) => restoreNow(inside, { connectionId }) }
    case "disconnect":
      demand(ctx, found, "disconnect")
      if (found.lifecycle !== "live") throw new AppError("conflict", "This connection is disconnected already.")
      return {
        act: { kind: "disconnect", connectionId },
        verb: "connection.disconnect",
        run: (inside, token) => disconnectNow(inside, { connectionId, token }),
      }
    default: {
      const change = deed === "make private" ? hidden(found) : allTeams ? everyTeam(found) : onlyTeams(found, teamIds)
      await demandAccessRights(ctx, found, change)
      return {
        act: { kind: "access", connectionId, change },
        verb: "connection.changeAccess",
        run: (inside, token) => changeNow(inside, { connectionId, version, change, token }),
      }
    }
  }
}

function demand(ctx: Context, found: Found, action: Action): void {
  const { reason } = decideOn(ctx, action, found)
  if (reason !== "yes") throw new AppError("forbidden", refusals[reason])
}

function hidden({ visibility }: Found): AccessChange {
  if (visibility === "private") throw new AppError("conflict", "This connection is private already.")
  return { visibility: "private", add: [], remove: [] }
}

/** All teams, so that none needs naming; people and client accounts keep what they have. */
function everyTeam({ visibility, grants }: Found): AccessChange {
  const wide = grants.some(({ principal, endsAt }) => principal === "all teams" && endsAt === null)
  const named = grants.flatMap(({ principal, principalId }) =>
    principal === "team" && principalId ? [{ principal, principalId: principalId as TeamId }] : [],
  )
  if (visibility === "shared" && wide && named.length === 0) throw new AppError("conflict", "All teams may use this connection already.")
  return {
    ...(visibility === "private" && { visibility: "shared" as const }),
    add: wide ? [] : [{ to: { principal: "all teams", principalId: null }, endsAt: null }],
    remove: named,
  }
}

/** These teams and no others; people and client accounts keep what they have. */
function onlyTeams({ visibility, grants }: Found, teamIds: readonly TeamId[]): AccessChange {
  const had = grants.flatMap(({ principal, principalId, endsAt }) =>
    principal === "team" && principalId ? [{ id: principalId as TeamId, endsAt }] : [],
  )
  const wide = grants.some(({ principal }) => principal === "all teams")
  const whole = new Set(had.filter(({ endsAt }) => endsAt === null).map(({ id }) => id))
  return {
    ...(visibility === "private" && { visibility: "shared" as const }),
    add: teamIds.filter((id) => !whole.has(id)).map((principalId) => ({ to: { principal: "team", principalId }, endsAt: null })),
    remove: [
      ...(wide ? [{ principal: "all teams" as const, principalId: null }] : []),
      ...had.filter(({ id }) => !teamIds.includes(id)).map(({ id }) => ({ principal: "team" as const, principalId: id })),
    ],
  }
}

/** What the rows together take away. */
export const actsOf = (steps: readonly Step[]): Act[] => steps.flatMap(({ act }) => act ?? [])
