import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { refusals } from "@/lib/access/decide"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { decideOn, type Found, findConnection } from "@/lib/connections/find"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { type UsageAsked, usageAsked } from "./model"
import { seriesStatement } from "./series"
import { type Granularity, granularityOf, type Point, senseOf, sumUp, type Usage, type UsageAnswer, windowOf } from "./states"

/** The requests made with an authorization, for those who govern it: whoever may only look at it knows of no numbers. */
export const usageOf = query("authorization.usage", usageAsked, async (ctx, { connectionId, ...asked }): Promise<UsageAnswer> => {
  const found = await findConnection(ctx, connectionId, "view")
  if (!decideOn(ctx, "edit", found).allowed || found.organizationId !== personOf(ctx).organizationId)
    throw new AppError("not_found", refusals["not found"])
  if (!isPlatform(found.platform) || !manifestOf(found.platform).capabilities.metrics) return { metrics: false }
  return { metrics: true, ...(await seriesOf(ctx, found, asked)) }
})

type Row = {
  at: string
  requests: number
  failures: number
  latencyMs: number
  requestsBefore: number
  failuresBefore: number
  latencyBefore: number
}
type Edges = { from: string; until: string; fromBefore: string; untilBefore: string; since: string | null }
type Seconds = { secondDay: boolean; secondWeek: boolean; secondMonth: boolean }

async function seriesOf({ db, organizationId }: Context, { id: connectionId }: Found, asked: UsageAsked): Promise<Usage> {
  const { window, days } = windowOf(asked)
  const { zone, from, to } = asked
  const granularity = granularityOf(asked.granularity, days)
  const statement = seriesStatement({ organizationId, connectionId }, { window, granularity, zone, from, to, now: now() })
  const rows = (await db.execute(statement)) as unknown as (Row & Edges & Seconds)[]
  const [edges] = rows
  if (!edges) throw new Error("a window has at least one bucket")
  const points = rows.map(pointOf)
  const moment = (at: string) => new Date(at).toISOString()
  return {
    connectionId,
    window,
    granularity,
    zone,
    from: moment(edges.from),
    until: moment(edges.until),
    points,
    totals: sumUp(points),
    before: { ...sumUp(points.map(({ before }) => before)), from: moment(edges.fromBefore), until: moment(edges.untilBefore) },
    since: edges.since && moment(edges.since),
    steps: stepsOf(days, granularity, edges),
  }
}

const pointOf = ({ at, requests, failures, latencyMs, ...row }: Row): Point => ({
  at: new Date(at).toISOString(),
  requests,
  failures,
  latencyMs,
  before: { requests: row.requestsBefore, failures: row.failuresBefore, latencyMs: row.latencyBefore },
})

/** A step makes sense for the window, and there is enough to show by it: at least the second day, week or month since counting began. */
function stepsOf(days: number, chosen: Granularity, { since, secondDay, secondWeek, secondMonth }: Edges & Seconds): Usage["steps"] {
  const sense = senseOf(days)
  const early = (step: string, second: boolean) =>
    second ? null : since ? `Nothing was counted before this ${step}.` : "Nothing was counted yet."
  const steps = {
    hour: sense.hour,
    day: sense.day ?? early("day", secondDay),
    week: sense.week ?? early("week", secondWeek),
    month: sense.month ?? early("month", secondMonth),
  }
  return { ...steps, [chosen]: null }
}
