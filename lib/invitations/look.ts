import "server-only"
import { eq } from "drizzle-orm"
import type { Database } from "@/db/client"
import { invitations, organizations, users } from "@/db/schema"
import { withinPerson } from "@/lib/access/within"
import { findPerson } from "@/lib/accounts/create"
import { standing } from "@/lib/accounts/invited"
import { hashOf } from "@/lib/sessions/token"

/** What an invitation says to the one who holds its link. Looking uses nothing up. */
export async function lookAtInvitation(db: Database, token: string) {
  const tokenHash = hashOf(token)
  const [row] = await withinPerson(db, { tokenHash }, (tx) => tx.select().from(invitations).where(standing(tokenHash)))
  if (!row) return undefined
  const { organizationId } = row
  // The organization stands behind its own wall, to which the invitation is the key.
  const [said] = await withinPerson(db, { organizationId, tokenHash }, (tx) =>
    tx
      .select({ organization: organizations.name, slug: organizations.slug, invitedBy: users.name })
      .from(organizations)
      .innerJoin(users, eq(users.id, row.invitedBy))
      .where(eq(organizations.id, organizationId)),
  )
  if (!said) return undefined
  const person = await findPerson(db, row.email)
  return { ...row, ...said, person: person && { id: person.id, name: person.name, hasPassword: person.passwordHash !== null } }
}

export type Standing = NonNullable<Awaited<ReturnType<typeof lookAtInvitation>>>
