import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { connections } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { findConnection, mine } from "./find"
import { editedConnection } from "./model"

/** Name and description, and nothing else: configuration never changes (product.md, rule 1). */
export const editConnection = command("connection.edit", editedConnection, async (ctx, { connectionId, name, description, version }) => {
  const before = await findConnection(ctx, connectionId, "edit", { lock: true })
  if (before.version !== version) {
    const facts = { version: before.version, name: before.name, description: before.description }
    throw new AppError("conflict", "Somebody changed this connection since you opened it. Look at it again, then save.", {}, facts)
  }
  await ctx.db
    .update(connections)
    .set({ name, description, version: version + 1, updatedAt: sql`now()` })
    .where(and(mine(ctx, connectionId), eq(connections.version, version)))
    .catch(taken)
  return { id: connectionId, version: version + 1, audit: { name: [before.name, name], description: before.description !== description } }
})

function taken(error: unknown): never {
  const { code } = ((error as Error).cause ?? error) as { code?: string }
  if (code !== "23505") throw error
  throw new AppError("conflict", "This name is taken.", { name: ["Another connection to this platform has this name. Choose another."] })
}
