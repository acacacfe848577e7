import * as z from "zod"
import { idOf } from "../base/ids"
import { filterSchema } from "../sql/model"

const name = z.string("Choose a table.").min(1, "Choose a table.").max(255)
/** What a question is about: rows of one table, as a filter leaves them. */
export const target = z.strictObject({ connectionId: idOf("con"), schema: name, table: name, filter: filterSchema })
export type Target = z.output<typeof target>

/** Of all questions with one `editor` only the newest is in flight. */
export const countAsked = target.extend({ editor: z.string().regex(/^[\w-]{8,64}$/) })
export type CountAsked = z.output<typeof countAsked>

/** What the source answered and when, with the mark that shows that the answer came through the worker. */
export const counted = z.strictObject({ count: z.number().int().min(0), countedAt: z.iso.datetime(), mark: z.string().max(128) })
export type Counted = z.output<typeof counted>
/** `bytes`: how much the source reads for it, where the source charges for reading. */
export type Count = Counted & { tookMs: number; bytes?: number }

/** What the web sends to the worker: who asks, and what. The worker looks everything else up again. */
export const workerQuestion = z.strictObject({
  organizationId: idOf("org"),
  userId: idOf("usr"),
  requestId: idOf("req"),
  asked: countAsked,
})
export type WorkerQuestion = z.output<typeof workerQuestion>
/** How much a count would read, before it is made. */
export type Estimate = { bytes: number }
export type WorkerAnswer = { count: number; countedAt: string; tookMs: number; bytes?: number }
