import "server-only"
import { and, eq } from "drizzle-orm"
import { memberships } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { demandImpact } from "@/lib/impact/of"
import { findMember, memberIs, refuseLastOwner } from "@/lib/members/find"
import { mayGive, memberEdit } from "@/lib/members/model"
import { joinTeams, leaveTeams } from "@/lib/members/teams"
import { lockOrganization } from "@/lib/organizations/find"
import { actsOf, carryOut, planFor } from "./settle"

type Member = Awaited<ReturnType<typeof findMember>>

export const updateMember = command("member.update", memberEdit, async (ctx, { userId, version, settle, token, ...input }) => {
  await lockOrganization(ctx)
  const member = await findMember(ctx, userId)
  const { role = member.role, seat = member.seat, addTeams, removeTeams } = input
  if (role !== member.role) await refuseRole(ctx, member, role)
  if (member.version !== version) throw stale(member)
  const plans = mustSettle(ctx, member, role) ? await planFor(ctx, member, settle, { lock: true }) : []
  const becomes = { role, seat, leaves: removeTeams, joins: addTeams }
  await demandImpact(ctx, [...actsOf(plans), { kind: "member", userId, becomes }], token)
  const settled = await carryOut(ctx, plans)
  const [changed] = await ctx.db
    .update(memberships)
    .set({ role, seat, version: version + 1 })
    .where(and(memberIs(ctx, userId), eq(memberships.version, version)))
    .returning()
  if (!changed) throw stale(await findMember(ctx, userId))
  await joinTeams(ctx, userId, addTeams)
  await leaveTeams(ctx, [userId], removeTeams)
  const audit = { ...input, ...(settled.length > 0 && { settled }) }
  return { id: userId, role: changed.role, seat: changed.seat, version: changed.version, audit }
})

async function refuseRole(ctx: Context, member: Member, wanted: Member["role"]): Promise<void> {
  if (!mayGive(personOf(ctx).role, member.role, wanted))
    throw new AppError("forbidden", "Only an owner may make or unmake owners. Ask one of them.")
  if (member.role === "owner") await refuseLastOwner(ctx, "given another role")
}

/** Marketers own connections only where they may create them. */
const mustSettle = ({ organization }: Context, { role }: Member, wanted: Member["role"]): boolean =>
  wanted === "marketer" && role !== "marketer" && !organization.marketersMayConnect

const stale = ({ name, role, seat, version }: Member) =>
  new AppError(
    "conflict",
    `Somebody changed ${name} meanwhile. What is true now is shown; save again if you still want it.`,
    {},
    { role, seat, version },
  )
