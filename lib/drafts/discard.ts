import "server-only"
import { drafts } from "@/db/schema"
import { jotting } from "@/lib/access/verb"
import { ownDraft } from "./find"
import { draftRef } from "./model"

/** Forgets a draft: its form was sent, or given up. */
export const discardDraft = jotting("draft.discard", draftRef, async (ctx, { form }) => {
  await ctx.db.delete(drafts).where(ownDraft(ctx, form))
  return { id: form }
})
