import "server-only"
import { and, desc, eq, gt, isNull } from "drizzle-orm"
import * as z from "zod"
import { invitations, users } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"

/** Invitations that still stand, the newest first. Their links were shown once and cannot be read again. */
export const listInvitations = query("invitation.list", z.object({}), (ctx) =>
  ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      seat: invitations.seat,
      invitedBy: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now().toISOString()),
      ),
    )
    .orderBy(desc(invitations.createdAt), invitations.id),
)

export type Invitation = Awaited<ReturnType<typeof listInvitations>>[number]
