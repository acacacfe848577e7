import * as z from "zod"

const form = z.string().regex(/^[a-z][\w-]{0,63}$/, "A form is named by a short word.")
const most = 32 * 1024

export const draftRef = z.strictObject({ form })
export const savedDraft = draftRef.extend({
  body: z.record(z.string().max(64), z.unknown()).refine((body) => JSON.stringify(body).length <= most, "A draft holds at most 32 KB."),
})
export type Draft = { body: Record<string, unknown>; updatedAt: string }
