import * as z from "zod"
import { type ConnectionId, idOf, type ReplacementId } from "../base/ids"
import { type DependentKind, type DependentRef, dependentRef, impactToken } from "../impact/model"

/** What moves, and which column of the new table takes the place of which. Columns that are called the same need no word. */
export const move = dependentRef.extend({ columns: z.record(z.string().max(255), z.string().max(255)).default({}) })
export type Move = z.input<typeof move>
const moves = z.array(move).max(5_000)

export const candidatesFor = z.strictObject({ connectionId: idOf("con") })
export const wantedReplacement = z.strictObject({ connectionId: idOf("con"), by: idOf("con"), moves: moves.default([]) })
export const replacement = z.strictObject({
  connectionId: idOf("con"),
  by: idOf("con"),
  moves: moves.min(1, "Choose at least one that is to move."),
  token: impactToken,
})
export const undoneReplacement = z.strictObject({ replacementId: idOf("rep"), token: impactToken })

/** How one dependent would stand on the other connection. Only the first two can be moved. */
export const verdicts = ["fits", "fits after mapping", "would lose access", "would break"] as const
export type Verdict = (typeof verdicts)[number]
export type Fit = {
  kind: DependentKind
  id: string
  name: string
  maker: string
  verdict: Verdict
  /** Why it would break, or what is mapped, in a few words. */
  why: string
  /** Columns that are called otherwise there, by name and by what takes their place; null while nobody has said. */
  mapped: { column: string; to: string | null; options: string[] }[]
}
export type Candidate = { id: ConnectionId; name: string; locator: string; owner: string }
export type Fits = { fits: Fit[] /** Made in client accounts: they stay where they are. */; elsewhere: number }

export type ReplacementView = {
  id: ReplacementId
  by: { id: ConnectionId; name: string }
  moves: DependentRef[]
  movedBy: string
  createdAt: string
}
