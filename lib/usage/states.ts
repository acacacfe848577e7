import type { ConnectionId } from "../base/ids"
import type { UsageAsked } from "./model"

export const windows = ["24h", "7d", "30d", "90d", "12m", "custom"] as const
export type Window = (typeof windows)[number]
export const granularities = ["hour", "day", "week", "month"] as const
export type Granularity = (typeof granularities)[number]

const dayMs = 86_400_000
export const mostDays = 731
const lengths: Record<Exclude<Window, "custom">, number> = { "24h": 1, "7d": 7, "30d": 30, "90d": 90, "12m": 365 }

/** A custom window without two days in order, or longer than what is kept, is the last seven days. */
export function windowOf({ window, from, to }: Pick<UsageAsked, "window" | "from" | "to">): { window: Window; days: number } {
  if (window !== "custom") return { window, days: lengths[window] }
  const days = from && to ? (Date.parse(to) - Date.parse(from)) / dayMs + 1 : 0
  return days >= 1 && days <= mostDays ? { window, days } : { window: "7d", days: lengths["7d"] }
}

/** The steps that make sense for so many days; why not for the others. */
export const senseOf = (days: number): Record<Granularity, string | null> => ({
  hour: days > 31 ? "Too many points: choose a window of at most 31 days." : null,
  day: days < 2 ? "The window is shorter than two days." : days > 400 ? "Too many points: choose a window of at most 400 days." : null,
  week: days < 14 ? "The window is shorter than two weeks." : null,
  month: days < 60 ? "The window is shorter than two months." : null,
})

export function granularityOf(asked: Granularity | undefined, days: number): Granularity {
  const sense = senseOf(days)
  if (asked && sense[asked] === null) return asked
  if (days < 3) return "hour"
  return days <= 100 ? "day" : "month"
}

export type Sums = { requests: number; failures: number; latencyMs: number }
/** One bucket. It begins at `at`; `before` is the same bucket of the period before. */
export type Point = Sums & { at: string; before: Sums }
export type Usage = {
  connectionId: ConnectionId
  window: Window
  granularity: Granularity
  zone: string
  from: string
  until: string
  points: Point[]
  totals: Sums
  before: Sums & { from: string; until: string }
  /** When the first request was counted. */
  since: string | null
  /** Why a step cannot be chosen; null where it can. */
  steps: Record<Granularity, string | null>
}
/** `metrics` is false where the requests of a platform cannot be counted yet. */
export type UsageAnswer = { metrics: false } | ({ metrics: true } & Usage)

export const sumUp = (all: readonly Sums[]): Sums => ({
  requests: all.reduce((sum, { requests }) => sum + requests, 0),
  failures: all.reduce((sum, { failures }) => sum + failures, 0),
  latencyMs: all.reduce((sum, { latencyMs }) => sum + latencyMs, 0),
})
export const averageOf = ({ requests, latencyMs }: Sums): number | null => (requests > 0 ? latencyMs / requests : null)

/** The last 24 hours of one authorization, the oldest first; null where its requests cannot be counted. */
export type Recent = { requests: number; failures: number; hours: number[] }
