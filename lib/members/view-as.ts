import "server-only"
import { eq } from "drizzle-orm"
import { sessions } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { findMember } from "./find"
import { memberRef } from "./model"

/** Looks at the organization as another member sees it, in this session alone. Whoever looks can change nothing meanwhile. */
export const viewAs = command("member.viewAs", memberRef, async (ctx, { userId }) => {
  const { sessionId, userId: own } = personOf(ctx)
  if (userId === own) throw new AppError("invalid", "You see Patchbay as yourself already. Choose another member.")
  const member = await findMember(ctx, userId)
  await ctx.db.update(sessions).set({ viewingIn: ctx.organizationId, viewingAs: userId }).where(eq(sessions.id, sessionId))
  return { id: userId, audit: { name: member.name, email: member.email } }
})
