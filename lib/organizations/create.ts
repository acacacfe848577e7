import "server-only"
import type * as z from "zod"
import type { Database } from "@/db/client"
import { memberships, organizations } from "@/db/schema"
import { record } from "@/lib/access/record"
import { withinPerson } from "@/lib/access/within"
import { createPerson } from "@/lib/accounts/create"
import { refuseWeak } from "@/lib/accounts/weak"
import { AppError } from "@/lib/base/errors"
import { newId, type OrganizationId, type UserId } from "@/lib/base/ids"
import { newOrganization } from "./model"

type Made = { organizationId: OrganizationId; userId: UserId }

/** An organization and its first owner, who has a seat. There is nobody yet who could be asked whether this is allowed: the callers are. */
export async function createOrganization(db: Database, input: z.input<typeof newOrganization>): Promise<Made> {
  const { name, slug, owner } = newOrganization.parse(input)
  if (owner.password !== undefined) refuseWeak(owner.password, [owner.email, owner.name, name])
  const organizationId = newId("org")
  return withinPerson(db, { organizationId }, async (tx) => {
    const [made] = await tx
      .insert(organizations)
      .values({ id: organizationId, slug, name })
      .onConflictDoNothing()
      .returning({ id: organizations.id })
    if (!made) throw new AppError("conflict", "This address is taken.", { slug: ["Already taken. Choose another."] })
    const { id: userId } = await createPerson(tx, owner)
    await tx.insert(memberships).values({ organizationId, userId, role: "owner", seat: true })
    await record(
      {
        db: tx,
        organizationId,
        organization: {
          id: organizationId,
          slug,
          name,
          kind: "standard",
          parentId: null,
          connectivityEnabled: true,
          marketersMayConnect: false,
        },
        requestId: newId("req"),
        actor: {
          kind: "user",
          userId,
          role: "owner",
          seat: true,
          activeTeamId: null,
          organizationId,
          agencyId: null,
          teamIds: [],
          sessionId: newId("ses"),
          name: owner.name,
          email: owner.email,
        },
      },
      { verb: "organization.create", subject: organizationId, detail: { name, slug } },
    )
    return { organizationId, userId }
  })
}
