import "server-only"
import { and, eq } from "drizzle-orm"
import { memberships } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { lockOrganization } from "@/lib/organizations/find"
import { findMember, memberIs, refuseLastOwner } from "./find"
import { mayGive, memberEdit } from "./model"
import { joinTeams, leaveTeams } from "./teams"

export const updateMember = command("member.update", memberEdit, async (ctx, { userId, version, role, seat, addTeams, removeTeams }) => {
  await lockOrganization(ctx)
  const member = await findMember(ctx, userId)
  const wanted = role ?? member.role
  if (wanted !== member.role) {
    if (!mayGive(personOf(ctx).role, member.role, wanted))
      throw new AppError("forbidden", "Only an owner may make or unmake owners. Ask one of them.")
    if (member.role === "owner") await refuseLastOwner(ctx, "given another role")
  }
  const [changed] = await ctx.db
    .update(memberships)
    .set({ role: wanted, seat: seat ?? member.seat, version: version + 1 })
    .where(and(memberIs(ctx, userId), eq(memberships.version, version)))
    .returning()
  if (!changed) {
    const { role, seat, version: present } = member
    throw new AppError(
      "conflict",
      `Somebody changed ${member.name} meanwhile. What is true now is shown; save again if you still want it.`,
      {},
      {
        role,
        seat,
        version: present,
      },
    )
  }
  await joinTeams(ctx, userId, addTeams)
  await leaveTeams(ctx, [userId], removeTeams)
  return { id: userId, role: changed.role, seat: changed.seat, version: changed.version, audit: { role, seat, addTeams, removeTeams } }
})
