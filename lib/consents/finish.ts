import "server-only"
import { and, eq, isNull, sql } from "drizzle-orm"
import { AuthorizationResponseError, validateAuthResponse } from "oauth4webapi"
import type * as z from "zod"
import { connections, consents, drafts } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { mine } from "@/lib/connections/find"
import { signInOf } from "@/lib/connectors/consent/sign-ins"
import { manifestOf } from "@/lib/connectors/manifests"
import { ownDraft } from "@/lib/drafts/find"
import { type Begun, type Kept, keepBrought, wizardForm } from "./keep"
import { broughtBack, type ConsentFailure } from "./model"
import { hashOf } from "./state"
import { demandClient } from "./way"

/** A person came back from a platform's own sign-in. The way counts once, for the session that set out, within minutes. */
export const finishConsent = command("consent.finish", broughtBack, async (ctx, brought) => {
  const consent = await standing(ctx, brought)
  const { id, platform, connectionId } = consent
  const outcome = await judged(ctx, consent, brought)
  await ctx.db
    .update(consents)
    .set({ usedAt: sql`coalesce(${consents.usedAt}, now())` })
    .where(and(eq(consents.organizationId, ctx.organizationId), eq(consents.id, id)))
  const answer = { id, platform, outcome: typeof outcome === "string" ? outcome : ("done" as const), again: connectionId }
  const { use, entrance } = consent.wanted as Kept["wanted"]
  const { id: done, runId } = typeof outcome === "string" ? {} : outcome
  return {
    ...answer,
    connectionId: done,
    runId,
    use,
    entrance,
    audit: { platform, outcome: answer.outcome, connection: done ?? connectionId },
  }
})

type Brought = z.output<typeof broughtBack>
export type Standing = typeof consents.$inferSelect

/** Another's, or one that nobody began, does not exist; the row is held, so that two answers at once are one. */
async function standing(ctx: Context, { state, platform }: Brought): Promise<Standing> {
  const { userId, sessionId } = personOf(ctx)
  const own = and(
    eq(consents.organizationId, ctx.organizationId),
    eq(consents.stateHash, hashOf(state)),
    eq(consents.userId, userId),
    eq(consents.sessionId, sessionId),
    eq(consents.platform, platform),
  )
  const [found] = await ctx.db.select().from(consents).where(own).for("update")
  if (!found) throw new AppError("not_found", "This sign-in was not begun in this browser, or your session has changed since.")
  return found
}

async function judged(ctx: Context, consent: Standing, brought: Brought): Promise<ConsentFailure | Begun> {
  if (consent.usedAt) return "used"
  if (Date.parse(consent.expiresAt) <= now().getTime()) return "expired"
  const settings = await settingsOf(ctx, consent)
  if (!settings) return "changed"
  const answered = answerOf(consent, settings, brought)
  if ("failure" in answered) return answered.failure
  try {
    // What fails in there is taken back; that the way was used stays.
    return await ctx.db.transaction(async (db) => {
      const inside = { ...ctx, db }
      const kept = await keepBrought(inside, consent, answered.code)
      if (!consent.connectionId) await db.delete(drafts).where(ownDraft(inside, wizardForm))
      return kept
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return "name" in error.fields ? "taken" : "changed"
  }
}

/** Whether the platform that was asked says yes. Its own words about a no are neither kept nor shown. */
function answerOf(
  { platform }: Standing,
  settings: Record<string, unknown>,
  { state, code, error, iss }: Brought,
): { code: string } | { failure: ConsentFailure } {
  const manifest = manifestOf(platform)
  const { issuer } = signInOf(manifest, settings)
  const said = new URLSearchParams(
    Object.entries({ state, code, error, iss }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
  try {
    validateAuthResponse({ issuer }, { client_id: demandClient(manifest) }, said, state)
  } catch (refusal) {
    if (refusal instanceof AuthorizationResponseError) return { failure: refusal.error === "access_denied" ? "refused" : "failed" }
    return { failure: iss && iss !== issuer ? "mixed" : "failed" }
  }
  return code ? { code } : { failure: "failed" }
}

async function settingsOf(ctx: Context, { connectionId, wanted }: Standing): Promise<Record<string, unknown> | undefined> {
  if (!connectionId) return (wanted as Kept["wanted"]).settings
  const [found] = await ctx.db
    .select({ settings: connections.settings })
    .from(connections)
    .where(and(mine(ctx, connectionId), isNull(connections.disconnectedAt)))
  return found?.settings
}
