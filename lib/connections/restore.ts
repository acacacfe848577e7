import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type * as z from "zod"
import { connections, credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { times } from "@/lib/base/times"
import { standingsOf } from "@/lib/impact/standing"
import { type Found, findConnection, mine } from "./find"
import { connectionName, connectionRef } from "./model"
import { promiseValidation, versionToCheck } from "./recheck"

/** With another name where its own was taken meanwhile. */
const restoredConnection = connectionRef.extend({ name: connectionName.optional() })

/**
 * Back into use with the secret that was kept: checked first, like a new one. `disconnectedAt` stands until the check has ended, so that
 * whoever asked for it is told what came of it.
 */
export async function restoreNow(ctx: Context, { connectionId, name }: z.output<typeof restoredConnection>) {
  const found = await findConnection(ctx, connectionId, "restore", { lock: true })
  if (found.lifecycle !== "disconnected") throw new AppError("conflict", "This connection is in use already.")
  await refuseTooLate(ctx, found)
  await ctx.db
    .update(connections)
    .set({ lifecycle: "live", name: name ?? found.name, version: sql`${connections.version} + 1`, updatedAt: sql`now()` })
    .where(mine(ctx, connectionId))
    .catch(taken)
  const standings = await standingsOf(ctx, connectionId)
  const said = {
    resumes: standings.filter(({ why }) => why === null).length,
    /** What the check cannot bring back: the reason lies with its maker, not with the connection. */
    cannot: standings.flatMap(({ kind, name, why }) => (why === null ? [] : [{ kind, name, why }])).slice(0, 50),
  }
  const audit = { name: name ? [found.name, name] : found.name, ...said }
  if (found.status === "Deprecated") {
    await ctx.db.update(connections).set({ disconnectedAt: null, disconnectedBy: null }).where(mine(ctx, connectionId))
    return { id: connectionId, runId: null, ...said, audit }
  }
  const { runId } = await promiseValidation(ctx, found, await versionToCheck(ctx, found))
  return { id: connectionId, runId, ...said, audit }
}

export const restoreConnection = command("connection.restore", restoredConnection, restoreNow)

async function refuseTooLate({ db, organizationId }: Context, { id, disconnectedAt }: Found): Promise<void> {
  const past = disconnectedAt !== null && now().getTime() - Date.parse(disconnectedAt) > times.restoreWindow
  const [kept] = await db
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(eq(credentials.organizationId, organizationId), eq(credentials.connectionId, id), sql`${credentials.state} <> 'destroyed'`))
    .limit(1)
  if (past || !kept)
    throw new AppError(
      "conflict",
      "It is too late to restore this connection: its secret was destroyed 30 days after it was disconnected. Create a new connection instead.",
    )
}

function taken(error: unknown): never {
  const { code } = ((error as Error).cause ?? error) as { code?: string }
  if (code !== "23505") throw error
  throw new AppError("conflict", "Another connection to this platform has taken its name meanwhile. Give this one a new name.", {
    name: ["Another connection has this name now. Choose a new one."],
  })
}
