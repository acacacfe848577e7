import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import type { ConnectionId } from "@/lib/base/ids"
import { type Found, findConnection } from "@/lib/connections/find"

/** Whose schema may be seen: a marketer's way to it is use; for those who govern or own, seeing the connection is enough. */
export async function connectionForSchema(ctx: Context, id: ConnectionId): Promise<{ connection: Found; readableOnly: boolean }> {
  const { role, userId } = personOf(ctx)
  const seen = await findConnection(ctx, id, "view")
  const uses = role === "marketer" && seen.ownerId !== userId
  return { connection: uses ? await findConnection(ctx, id, "use") : seen, readableOnly: role === "marketer" }
}
