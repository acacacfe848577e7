import { averageOf, type Granularity, type Point, type Sums, type Usage, type Window } from "@/lib/usage/states"
import { counted, figure } from "../ui/figure"

export const windowNames: Record<Window, string> = {
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
  "12m": "Last 12 months",
  custom: "Custom range",
}
export const granularityNames: Record<Granularity, string> = { hour: "Hourly", day: "Daily", week: "Weekly", month: "Monthly" }

const shapes: Record<Granularity | "short" | "clock" | "whole", Intl.DateTimeFormatOptions> = {
  hour: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  day: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  week: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "long", year: "numeric" },
  short: { day: "numeric", month: "short" },
  clock: { hour: "2-digit", minute: "2-digit" },
  whole: { day: "numeric", month: "short", year: "numeric" },
}
// Made once: making one takes longer than a hundred uses.
const formats = new Map<string, Intl.DateTimeFormat>()
function write(at: string, shape: keyof typeof shapes, timeZone: string): string {
  const key = `${shape} ${timeZone}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...shapes[shape], timeZone })
  formats.set(key, format)
  return format.format(new Date(at))
}

/** The bucket that begins at `at`, by its name. */
export const bucketName = (at: string, granularity: Granularity, zone: string): string =>
  `${granularity === "week" ? "Week from " : ""}${write(at, granularity, zone)}`

/** The same where there is little room, under the axis. */
export function axisName(at: string, { granularity, zone, window }: Usage): string {
  if (granularity === "month") return write(at, "month", zone).replace(/^(\w{3})\w*/, "$1")
  return write(at, granularity === "hour" && window === "24h" ? "clock" : "short", zone)
}

export const rangeName = ({ from, until, zone }: Pick<Usage, "from" | "until" | "zone">): string => {
  const [first, last] = [write(from, "whole", zone), write(new Date(Date.parse(until) - 1).toISOString(), "whole", zone)]
  return first === last ? first : `${first} to ${last}`
}

/** How many more or fewer than before. */
export function changeName(requests: number, before: number): string {
  if (requests === before) return "as many as before"
  if (before === 0) return "none before"
  const change = (requests - before) / before
  const size = Math.abs(change) >= 10 ? `${figure(Math.round(Math.abs(change)) + (change > 0 ? 1 : 0))} times as many as` : undefined
  if (size) return `${size} before`
  const percent = Math.round(Math.abs(change) * 100)
  return percent === 0 ? "about as many as before" : `${percent}% ${change > 0 ? "more" : "fewer"} than before`
}

export const averageName = (sums: Sums): string => {
  const average = averageOf(sums)
  if (average === null) return "–"
  return average >= 1_000 ? `${(average / 1_000).toFixed(1)} s` : `${Math.round(average)} ms`
}

/** What a point says to eyes and ears alike. */
export const pointWords = (point: Point, { granularity, zone }: Pick<Usage, "granularity" | "zone">): string =>
  [
    bucketName(point.at, granularity, zone),
    counted(point.requests, "request"),
    point.failures > 0 ? `${figure(point.failures)} failed` : "none failed",
    changeName(point.requests, point.before.requests),
  ].join(", ")

/** The chart in one sentence: its range and where it goes. */
export function trendWords(usage: Usage): string {
  const { points, totals, before, granularity, zone } = usage
  const range = `Requests, ${granularityNames[granularity].toLowerCase()}, ${rangeName(usage)}, times in ${zone}`
  if (totals.requests === 0) return `${range}: no requests.`
  const most = points.reduce((most, point) => (point.requests > most.requests ? point : most))
  return `${range}: ${counted(totals.requests, "request")}, ${changeName(totals.requests, before.requests)}; ${figure(totals.failures)} failed; the most, ${figure(most.requests)}, ${bucketName(most.at, granularity, zone)}.`
}

export const emptyWords = ({ since, zone }: Usage): string =>
  since ? `No requests in this window. The first was counted on ${write(since, "whole", zone)}.` : "No requests yet"
