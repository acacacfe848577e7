import * as z from "zod"
import { type AudienceId, idOf } from "../base/ids"
import type { Column } from "../connectors/connector"
import { type LeaningView, type Newest, nameOf } from "../dependents/model"
import { counted, target } from "../questions/model"
import type { Filter } from "../sql/model"

export const audienceName = nameOf("audience")

export const newAudience = target.extend({ name: audienceName, counted: counted.optional() })
export const audienceRef = z.strictObject({ audienceId: idOf("aud") })
export const editedAudience = newAudience.extend({ audienceId: idOf("aud"), version: z.int32() })

export type AudienceRow = LeaningView & {
  id: AudienceId
  name: string
  schema: string
  table: string
  lastCount: number | null
  countedAt: string | null
  updatedAt: string
}
export type AudienceDetail = AudienceRow & {
  filter: Filter
  /** The filter as a person would say it. */
  sentence: string
  /** What the filter can speak of; empty for who may only look. */
  columns: Column[]
  version: number
  createdAt: string
  /** Why this viewer may look and not change; null when they may change it. */
  readOnly: string | null
}
export type AudiencePage = Newest<AudienceRow>

/** What a second editor needs to see after a conflict. */
export type PresentAudience = { name: string; filter: Filter; version: number; updatedAt: string }
