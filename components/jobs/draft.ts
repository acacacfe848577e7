import * as z from "zod"
import { idOf } from "@/lib/base/ids"
import { rhythms, typesOfJob } from "@/lib/jobs/states"

export const draftForm = "new-job"

/** What is kept of a half-made job, so that a way out to the wizard loses nothing. */
const draft = z.object({
  name: z.string().catch(""),
  type: z.enum(typesOfJob).optional().catch(undefined),
  connectionId: idOf("con").optional().catch(undefined),
  audienceId: idOf("aud").optional().catch(undefined),
  settings: z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({}),
  everyMinutes: z.union(rhythms.map((every) => z.literal(every))).catch(1440),
})
export type JobDraft = z.output<typeof draft>

export const readDraft = (kept: unknown): JobDraft => draft.parse(typeof kept === "object" && kept !== null ? kept : {})
export const isBegun = ({ name, type }: JobDraft): boolean => Boolean(name || type)
