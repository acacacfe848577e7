import "server-only"
import { and, count, eq } from "drizzle-orm"
import { memberships, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"

/** Every `where` that names one member starts here, so it always names the organization too. */
export const memberIs = ({ organizationId }: Context, userId: UserId) =>
  and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId))

export async function findMember(ctx: Context, userId: UserId) {
  const [found] = await ctx.db
    .select({
      id: memberships.id,
      userId: memberships.userId,
      role: memberships.role,
      seat: memberships.seat,
      activeTeamId: memberships.activeTeamId,
      version: memberships.version,
      name: users.name,
      email: users.email,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(memberIs(ctx, userId))
  if (!found) throw new AppError("not_found", "This person is not a member of the organization.")
  return found
}

/** To be asked while the organization is locked: two owners who leave at once must not both be the last but one. */
export async function refuseLastOwner(ctx: Context, act: string): Promise<void> {
  const [owners] = await ctx.db
    .select({ count: count() })
    .from(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.role, "owner")))
  if ((owners?.count ?? 0) <= 1)
    throw new AppError("conflict", `This is the organization's last owner, who cannot be ${act}. Make another member an owner first.`)
}
