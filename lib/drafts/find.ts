import "server-only"
import { and, eq } from "drizzle-orm"
import { drafts } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { type Draft, draftRef } from "./model"

/** A draft belongs to one person in one organization; nobody else ever sees it. */
export const ownDraft = (ctx: Context, form: string) =>
  and(eq(drafts.organizationId, ctx.organizationId), eq(drafts.userId, personOf(ctx).userId), eq(drafts.form, form))

/** What was typed into a form and not saved, or null. */
export const findDraft = query("draft.find", draftRef, async (ctx, { form }): Promise<Draft | null> => {
  const [found] = await ctx.db.select({ body: drafts.body, updatedAt: drafts.updatedAt }).from(drafts).where(ownDraft(ctx, form))
  return found ?? null
})
