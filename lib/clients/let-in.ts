import "server-only"
import { sql } from "drizzle-orm"
import { memberships } from "@/db/schema"
import { record } from "@/lib/access/record"
import { command } from "@/lib/access/verb"
import { acrossInto } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { findMember } from "@/lib/members/find"
import { lockOrganization } from "@/lib/organizations/find"
import { demandAgency, findClient } from "./find"
import { letInto } from "./model"

/** Lets one of the agency's people into a client account, or gives them another role there. */
export const letIn = command("client.letIn", letInto, async (ctx, { clientId, userId, role, seat }) => {
  demandAgency(ctx)
  const client = await findClient(ctx, clientId)
  const member = await findMember(ctx, userId)
  await acrossInto(ctx, clientId, async (inside) => {
    await lockOrganization(inside)
    const row = { organizationId: clientId, userId, role, seat, agencyId: ctx.organizationId }
    const [kept] = await inside.db
      .insert(memberships)
      .values(row)
      .onConflictDoUpdate({
        target: [memberships.organizationId, memberships.userId],
        set: { role, seat, version: sql`${memberships.version} + 1` },
        // A member of the client account itself, and its owner, are not the agency's to change.
        setWhere: sql`${memberships.agencyId} = ${ctx.organizationId} and ${memberships.role} <> 'owner'`,
      })
      .returning({ id: memberships.id })
    if (!kept)
      throw new AppError(
        "conflict",
        `${member.name} is a member of ${client.name} already, as its owner or by its own invitation. Change the role there.`,
      )
    await record(inside, { verb: "client.letIn", subject: userId, detail: { role, seat, email: member.email } })
  })
  return { id: clientId, audit: { client: client.name, person: member.email, role, seat } }
})
