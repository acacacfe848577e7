import "server-only"
import { createHmac } from "node:crypto"
import canonicalize from "canonicalize"
import { and, eq } from "drizzle-orm"
import { idempotency } from "@/db/schema"
import { required } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"
import type { Context } from "./context"

/** Runs a write at most once for a key: a form that is sent twice answers twice and acts once. The claim lives in the work's own transaction. */
export async function once<T>(ctx: Context, verb: string, input: unknown, work: () => Promise<T>): Promise<T> {
  const { actor, idempotencyKey: key, db, organizationId } = ctx
  if (!key || actor.kind !== "user") return work()
  // Keyed: what was sent may hold a secret, and a plain hash in a stolen dump could be guessed at.
  const requestHash = createHmac("sha256", required("PATCHBAY_AUDIT_KEY"))
    .update(canonicalize(input) ?? "")
    .digest("base64url")
  const mine = and(eq(idempotency.organizationId, organizationId), eq(idempotency.userId, actor.userId), eq(idempotency.key, key))
  // A parallel twin waits here until the first commits or rolls back.
  const [claimed] = await db
    .insert(idempotency)
    .values({ organizationId, userId: actor.userId, key, verb, requestHash })
    .onConflictDoNothing()
    .returning()
  if (!claimed) {
    const [earlier] = await db.select().from(idempotency).where(mine)
    if (!earlier || earlier.requestHash !== requestHash || earlier.verb !== verb)
      throw new AppError("conflict", "This form was already sent with other values. Reload the page and try again.")
    return earlier.answer as T
  }
  const answer = await work()
  await db.update(idempotency).set({ answer }).where(mine)
  return answer
}
