import "server-only"
import { sql } from "drizzle-orm"
import { drafts } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { jotting } from "@/lib/access/verb"
import { savedDraft } from "./model"

/** What a form's secret inputs are called: whatever stands under it is never kept. */
const secret = "keys"

/** Keeps what was typed so far. Secrets are left out, even if a form sent them. */
export const saveDraft = jotting("draft.save", savedDraft, async (ctx, { form, body: { [secret]: _, ...body } }) => {
  const row = { organizationId: ctx.organizationId, userId: personOf(ctx).userId, form, body }
  await ctx.db
    .insert(drafts)
    .values(row)
    .onConflictDoUpdate({ target: [drafts.organizationId, drafts.userId, drafts.form], set: { body, updatedAt: sql`now()` } })
  return { id: form }
})
