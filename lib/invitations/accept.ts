import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import type * as z from "zod"
import type { Database } from "@/db/client"
import { invitations, links, memberships, organizations, teamMembers, teams, users } from "@/db/schema"
import { record } from "@/lib/access/record"
import { withinPerson } from "@/lib/access/within"
import { checkPassword } from "@/lib/accounts/check-password"
import { createPerson } from "@/lib/accounts/create"
import { standing } from "@/lib/accounts/invited"
import { refuseWeak } from "@/lib/accounts/weak"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { newId, type UserId } from "@/lib/base/ids"
import { hashOf } from "@/lib/sessions/token"
import { lookAtInvitation, type Standing } from "./look"
import type { acceptKnown, acceptNew } from "./model"

type Joined = { userId: UserId; slug: string }

const gone = () => new AppError("not_found", "This invitation was used, taken back or is too old. Ask for a new one.")

async function standingOne(db: Database, token: string): Promise<Standing> {
  const invitation = await lookAtInvitation(db, token)
  if (!invitation) throw gone()
  return invitation
}

/** Somebody whom Patchbay does not know yet: an account is made for the invited address. */
export async function acceptAsNew(db: Database, { token, name, password }: z.output<typeof acceptNew>): Promise<Joined> {
  const invitation = await standingOne(db, token)
  if (invitation.person)
    throw new AppError("conflict", "There is an account for this address by now. Reload the page and sign in with its password.")
  refuseWeak(password, [invitation.email, name, invitation.organization])
  return db.transaction(async (tx) => {
    const { id, created } = await createPerson(tx, { email: invitation.email, name, password })
    if (!created)
      throw new AppError("conflict", "There is an account for this address by now. Reload the page and sign in with its password.")
    return join(tx, token, invitation, id)
  })
}

/** Somebody who has an account says its password: a link alone must not open it. */
export async function acceptAsKnown(
  db: Database,
  { token, password }: z.output<typeof acceptKnown>,
  address: string | undefined,
): Promise<Joined> {
  const invitation = await standingOne(db, token)
  const userId = await checkPassword(db, { email: invitation.email, password, address })
  return db.transaction((tx) => join(tx, token, invitation, userId))
}

/** Somebody who is signed in, under the invited address. */
export async function acceptAs(db: Database, token: string, userId: UserId): Promise<Joined> {
  const invitation = await standingOne(db, token)
  if (invitation.person?.id !== userId)
    throw new AppError("forbidden", `This invitation is for ${invitation.email}. Sign out, then open the link again.`)
  return db.transaction((tx) => join(tx, token, invitation, userId))
}

async function join(db: Database, token: string, invitation: Standing, userId: UserId): Promise<Joined> {
  const { organizationId, id, role, seat, teamIds, slug } = invitation
  return withinPerson(db, { organizationId, tokenHash: hashOf(token) }, async (tx) => {
    const [taken] = await tx
      .update(invitations)
      .set({ acceptedAt: now().toISOString() })
      .where(standing(hashOf(token)))
      .returning()
    if (!taken) throw gone()
    // Whoever could let them in by a link before must not come in here with it.
    await tx.delete(links).where(and(eq(links.userId, userId), eq(links.purpose, "password-reset")))
    // A member stays what they are.
    await tx.insert(memberships).values({ organizationId, userId, role, seat }).onConflictDoNothing()
    const present = teamIds.length
      ? await tx
          .select({ teamId: teams.id })
          .from(teams)
          .where(and(eq(teams.organizationId, organizationId), inArray(teams.id, teamIds)))
      : []
    if (present.length > 0)
      await tx
        .insert(teamMembers)
        .values(present.map(({ teamId }) => ({ organizationId, teamId, userId })))
        .onConflictDoNothing()
    if (present[0])
      await tx
        .update(memberships)
        .set({ activeTeamId: present[0].teamId })
        .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
    const [organization] = await tx.select().from(organizations).where(eq(organizations.id, organizationId))
    const [person] = await tx.select().from(users).where(eq(users.id, userId))
    if (!organization || !person) throw gone()
    const actor = {
      kind: "user" as const,
      userId,
      role,
      seat,
      activeTeamId: null,
      organizationId,
      agencyId: null,
      teamIds: [],
      sessionId: newId("ses"),
      name: person.name,
      email: person.email,
    }
    await record(
      { db: tx, organizationId, organization, requestId: newId("req"), actor },
      { verb: "invitation.accept", subject: id, detail: { email: taken.email, role } },
    )
    return { userId, slug }
  })
}
