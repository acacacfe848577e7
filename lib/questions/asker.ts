import "server-only"
import type { Database } from "@/db/client"
import type { Context } from "@/lib/access/context"
import { findMember } from "@/lib/access/member"
import { within, withinPerson } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import type { WorkerQuestion } from "./model"

/** The worker stands in the asker's shoes: the membership as it is now, under the same row-level security, and nothing that the web said of them. */
export async function asAsker<T>(
  db: Database,
  { organizationId, userId, requestId }: WorkerQuestion,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const found = await withinPerson(db, { organizationId, userId }, (tx) => findMember(tx, userId, { organizationId }))
  if (!found) throw new AppError("not_found", "You are no longer a member of this organization.")
  const { organization, person } = found
  return within({ actor: { kind: "user", sessionId: newId("ses"), ...person }, organization, organizationId, db, requestId }, work)
}
