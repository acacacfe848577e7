import { eq } from "drizzle-orm"
import { organizations } from "@/db/schema"
import type { Context, UserActor } from "@/lib/access/context"
import type { MemberRole } from "@/lib/access/permissions"
import { within } from "@/lib/access/within"
import type { OrganizationId } from "@/lib/base/ids"
import { letIn } from "@/lib/clients/let-in"
import { type House, world } from "./world"

type Who = Parameters<House["as"]>[0]
export type Agency = {
  agency: House
  client: House
  other: House
  /** A member of the agency, let into the client account, as they stand there. */
  guest(who: Who, client: House, role?: Exclude<MemberRole, "owner">): Promise<Context>
}

/** An agency with two client accounts, all three with people of their own. */
export const agencyWorld = (story: (world: Agency) => Promise<void>) =>
  world(async ({ home, elsewhere }) =>
    world(async ({ home: third }) => {
      const agency = await become(home, "agency", null)
      const client = await become(elsewhere, "client", home.id)
      const other = await become(third, "client", home.id)
      await story({
        agency,
        client,
        other,
        async guest(who, place, role = "admin") {
          const userId = agency.people[who]
          await letIn(agency.as("owner"), { clientId: place.id, userId, role })
          const ctx = place.as("admin")
          const person = { userId, role, seat: true, agencyId: agency.id, activeTeamId: null, teamIds: [], name: who }
          return { ...ctx, actor: { ...(ctx.actor as UserActor), ...person } }
        },
      })
    }),
  )

async function become(house: House, kind: "agency" | "client", parentId: OrganizationId | null): Promise<House> {
  await within(house.as("owner"), ({ db }) => db.update(organizations).set({ kind, parentId }).where(eq(organizations.id, house.id)))
  const standing = (ctx: Context): Context => ({ ...ctx, organization: { ...ctx.organization, kind, parentId } })
  return { ...house, as: (who) => standing(house.as(who)), worker: () => standing(house.worker()) }
}
