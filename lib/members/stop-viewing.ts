import "server-only"
import { eq } from "drizzle-orm"
import * as z from "zod"
import { sessions } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"

/** Back to oneself. */
export const stopViewing = command("member.stopViewing", z.strictObject({}), async (ctx) => {
  const { sessionId, userId } = personOf(ctx)
  await ctx.db.update(sessions).set({ viewingIn: null, viewingAs: null }).where(eq(sessions.id, sessionId))
  return { id: userId }
})
