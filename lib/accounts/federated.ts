import "server-only"
import { and, eq } from "drizzle-orm"
import type { Database } from "@/db/client"
import { identities, memberships } from "@/db/schema"
import { withinPerson } from "@/lib/access/within"
import type { UserId } from "@/lib/base/ids"
import { createPerson, findPerson } from "./create"
import { invitedAddress } from "./invited"

type Federated = { issuer: string; profile: Record<string, unknown>; invitation?: string | undefined }

/** Whom an identity provider sends us: known by issuer and subject. At first sight only a member or an invited person, by verified address. */
export async function federatedPerson(db: Database, { issuer, profile, invitation }: Federated): Promise<UserId | undefined> {
  const subject = typeof profile.sub === "string" ? profile.sub : undefined
  if (!subject) return undefined
  const [known] = await db
    .select({ userId: identities.userId })
    .from(identities)
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
  if (known) return known.userId
  if (profile.email_verified !== true || typeof profile.email !== "string") return undefined
  const userId = (await memberBy(db, profile.email)) ?? (await invitedBy(db, profile, profile.email, invitation))
  if (userId) await db.insert(identities).values({ issuer, subject, userId }).onConflictDoNothing()
  return userId
}

async function memberBy(db: Database, email: string): Promise<UserId | undefined> {
  const person = await findPerson(db, email)
  if (!person) return undefined
  const userId = person.id
  const [member] = await withinPerson(db, { userId }, (tx) =>
    tx.select({ id: memberships.id }).from(memberships).where(eq(memberships.userId, userId)).limit(1),
  )
  return member && userId
}

async function invitedBy(db: Database, profile: Record<string, unknown>, email: string, invitation?: string): Promise<UserId | undefined> {
  if (!invitation || (await invitedAddress(db, invitation)) !== email.toLowerCase()) return undefined
  const name = typeof profile.name === "string" && profile.name.trim() ? profile.name.trim().slice(0, 80) : email
  return (await createPerson(db, { email, name })).id
}
