import * as z from "zod"
import { idOf } from "../base/ids"
import { granularities, windows } from "./states"

/** An IANA name that JavaScript and PostgreSQL both know. Offsets and abbreviations are no zones: they know no summer. */
export const isZone = (name: string): boolean => {
  if (!/^[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

const day = z.iso.date().optional().catch(undefined)
/** What the chart shows, as it stands in the address. What is not understood falls back, so that an old link still opens. */
const asked = z.object({
  window: z.enum(windows).catch("7d").default("7d"),
  granularity: z.enum(granularities).optional().catch(undefined),
  zone: z.string().max(64).refine(isZone).catch("UTC").default("UTC"),
  /** The first and the last day of a custom window, both in it. */
  from: day,
  to: day,
})
export const usageAsked = asked.extend({ connectionId: idOf("con") })
export type UsageAsked = z.output<typeof asked>
