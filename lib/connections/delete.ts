import "server-only"
import { eq, sql } from "drizzle-orm"
import * as z from "zod"
import { connections, files, grants, reconnectLinks } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { refuseWhileBlocked } from "@/lib/impact/blocking"
import { impactToken } from "@/lib/impact/model"
import { demandImpact } from "@/lib/impact/of"
import { enqueue } from "@/lib/queue/enqueue"
import { findConnection, mine } from "./find"
import { forgetJob, priorities } from "./jobs"
import { connectionRef } from "./model"

/** The name is typed to say that it is meant. */
export const deletedConnection = connectionRef.extend({ name: z.string().max(200), token: impactToken })

/**
 * The second step of leaving, which cannot be undone. Audiences and queries that people made stay, flagged (product.md, rule 11); the secret
 * and what was read are destroyed by the worker, which alone may touch a sealed text.
 */
export async function deleteNow(ctx: Context, { connectionId, name, token }: z.output<typeof deletedConnection>) {
  const { db, organizationId } = ctx
  const found = await findConnection(ctx, connectionId, "delete", { lock: true })
  if (found.lifecycle !== "disconnected")
    throw new AppError("conflict", "Only a disconnected connection can be deleted. Disconnect it first.")
  if (name.trim() !== found.name)
    throw new AppError("invalid", "Type the name of the connection to confirm.", { name: ["This is not its name."] })
  await refuseWhileBlocked(ctx, connectionId)
  const { counts, peopleCount } = await demandImpact(ctx, [{ kind: "delete", connectionId }], token)
  const of = (table: typeof grants | typeof reconnectLinks | typeof files) =>
    sql`${table.organizationId} = ${organizationId} and ${eq(table.connectionId, connectionId)}`
  await db.delete(grants).where(of(grants))
  await db.delete(reconnectLinks).where(of(reconnectLinks))
  // Without a connection an upload is nobody's, and is cleared away.
  await db.update(files).set({ connectionId: null }).where(of(files))
  await db.update(connections).set({ lifecycle: "deleted", statusReason: "Deleted.", updatedAt: sql`now()` }).where(mine(ctx, connectionId))
  await enqueue(ctx, forgetJob, { connectionId }, { priority: priorities.clock })
  return { id: connectionId, audit: { name: found.name, platform: found.platform, stopped: counts, people: peopleCount } }
}

export const deleteConnection = command("connection.delete", deletedConnection, deleteNow)
