import "server-only"
import { and, eq, gt, isNull } from "drizzle-orm"
import type { Database } from "@/db/client"
import { invitations } from "@/db/schema"
import { withinPerson } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { hashOf } from "@/lib/sessions/token"

/** An invitation that still stands. */
export const standing = (tokenHash: string) =>
  and(
    eq(invitations.tokenHash, tokenHash),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, now().toISOString()),
  )

/** To which address this invitation went, while it stands. */
export async function invitedAddress(db: Database, token: string): Promise<string | undefined> {
  const tokenHash = hashOf(token)
  const [found] = await withinPerson(db, { tokenHash }, (tx) =>
    tx.select({ email: invitations.email }).from(invitations).where(standing(tokenHash)),
  )
  return found?.email.toLowerCase()
}
