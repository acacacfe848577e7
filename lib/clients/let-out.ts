import "server-only"
import { record } from "@/lib/access/record"
import { command } from "@/lib/access/verb"
import { acrossInto } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { findMember } from "@/lib/members/find"
import { leaveClient } from "@/lib/members/leave-client"
import { demandAgency, findClient } from "./find"
import { letOutOf } from "./model"

/** Takes a client account away from one of the agency's people. What they own there is settled first. */
export const letOut = command("client.letOut", letOutOf, async (ctx, { clientId, userId }) => {
  demandAgency(ctx)
  const client = await findClient(ctx, clientId)
  const member = await findMember(ctx, userId)
  await acrossInto(ctx, clientId, async (inside) => {
    if (!(await leaveClient(inside, ctx.organizationId, userId)))
      throw new AppError("not_found", `${member.name} does not come into ${client.name} from the agency.`)
    await record(inside, { verb: "client.letOut", subject: userId, detail: { email: member.email } })
  })
  return { id: clientId, audit: { client: client.name, person: member.email } }
})
