import "server-only"
import { and, eq } from "drizzle-orm"
import { checks } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { times } from "@/lib/base/times"
import { type Check, type CheckResult, type Session, SourceError } from "@/lib/connectors/connector"
import { type Claim, holdRun } from "./run"
import type { Watch } from "./watch"

/** Runs a session's checks one by one and writes down each as soon as it is known: people watch. */
export async function runChecks(ctx: Context, claim: Claim, session: Session, { signal }: Watch): Promise<CheckResult[]> {
  const list = session.checks()
  await begin(ctx, claim, list)
  const end = performance.now() + times.validationTimeout
  const results: CheckResult[] = []
  let shut = false
  for (const [position, check] of list.entries()) {
    signal.throwIfAborted()
    const started = performance.now()
    if (!shut) await write(ctx, claim, position, { outcome: "running" })
    const result = shut ? skipped : await runOne(check, Math.min(times.checkTimeout, end - started))
    // A check without an end has the session's only line: nothing after it would be heard.
    if (result.reason === "timeout") shut = true
    results.push(result)
    const { reason: _, ...kept } = result
    await write(ctx, claim, position, { ...kept, durationMs: Math.round(performance.now() - started) })
  }
  return results
}

const skipped: CheckResult = { outcome: "skipped", message: "Not checked, because the check before it got no answer in time." }
const late: CheckResult = {
  outcome: "failed",
  reason: "timeout",
  message: "The source did not answer in time. Check that it is up and not overloaded, then re-check.",
}

async function runOne(check: Check, limit: number): Promise<CheckResult> {
  if (limit <= 0) return late
  let alarm: NodeJS.Timeout | undefined
  const timeUp = new Promise<CheckResult>((resolve) => {
    alarm = setTimeout(() => resolve(late), limit)
  })
  try {
    return await Promise.race([check.run(), timeUp])
  } catch (error) {
    if (error instanceof SourceError && error.reason !== "cancelled") return refusalOf(error)
    throw error
  } finally {
    clearTimeout(alarm)
  }
}

export const refusalOf = ({ reason, message }: SourceError): CheckResult => ({ outcome: "failed", reason, message })

/** When not even a session came to be: one check says why. */
export async function writeRefusal(ctx: Context, claim: Claim, error: SourceError): Promise<CheckResult[]> {
  await begin(ctx, claim, [{ key: "connect", title: "Reach the source" }])
  await write(ctx, claim, 0, { outcome: "failed", message: error.message, durationMs: 0 })
  return [refusalOf(error)]
}

async function begin(ctx: Context, claim: Claim, list: Pick<Check, "key" | "title">[]) {
  await within(ctx, async (inside) => {
    await holdRun(inside, claim)
    const { db, organizationId } = inside
    await db.delete(checks).where(and(eq(checks.organizationId, organizationId), eq(checks.runId, claim.runId)))
    if (list.length > 0)
      await db.insert(checks).values(list.map(({ key, title }, position) => ({ organizationId, runId: claim.runId, position, key, title })))
  })
}

async function write(ctx: Context, claim: Claim, position: number, found: Partial<typeof checks.$inferInsert>) {
  await within(ctx, async (inside) => {
    await holdRun(inside, claim)
    const { db, organizationId } = inside
    await db
      .update(checks)
      .set(found)
      .where(and(eq(checks.organizationId, organizationId), eq(checks.runId, claim.runId), eq(checks.position, position)))
  })
}
