import "server-only"
import { createHmac } from "node:crypto"
import canonicalize from "canonicalize"
import { eq, sql } from "drizzle-orm"
import { audit, auditHeads } from "@/db/schema"
import { now } from "@/lib/base/clock"
import { required } from "@/lib/base/env"
import { type Context, nameOf } from "./context"

export type Line = { verb: string; subject: string; detail?: Record<string, unknown> }

/** HMAC over the line before and the canonical JSON (RFC 8785) of this one. */
export const chain = (previous: string, line: object): string =>
  createHmac("sha256", required("PATCHBAY_AUDIT_KEY"))
    .update(previous)
    .update(canonicalize(line) ?? "")
    .digest("base64url")

/** Appends one line to the organization's audit log, in the caller's transaction: no line, no change. */
export async function record(ctx: Context, { verb, subject, detail = {} }: Line): Promise<void> {
  const { db, organizationId } = ctx
  const [head] = await db
    .insert(auditHeads)
    .values({ organizationId, seq: 1 })
    .onConflictDoUpdate({ target: auditHeads.organizationId, set: { seq: sql`${auditHeads.seq} + 1` } })
    .returning()
  if (!head) throw new Error("the audit head is missing")
  const line = {
    organizationId,
    seq: head.seq,
    at: now().toISOString(),
    actor: nameOf(ctx.actor),
    verb,
    subject,
    detail,
    requestId: ctx.requestId,
  }
  const hash = chain(head.hash, line)
  await db.insert(audit).values({ ...line, previous: head.hash, hash })
  await db.update(auditHeads).set({ hash }).where(eq(auditHeads.organizationId, organizationId))
}
