import "server-only"
import { and, eq, isNull } from "drizzle-orm"
import { invitations } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { invitationRef } from "./model"

export const revokeInvitation = command("invitation.revoke", invitationRef, async (ctx, { invitationId }) => {
  const [revoked] = await ctx.db
    .update(invitations)
    .set({ revokedAt: now().toISOString() })
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        eq(invitations.id, invitationId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .returning()
  if (!revoked) throw new AppError("not_found", "This invitation was accepted or taken back already.")
  return { id: invitationId, audit: { email: revoked.email } }
})
