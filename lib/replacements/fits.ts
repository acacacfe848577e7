import "server-only"
import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { Found } from "@/lib/connections/find"
import { runs } from "@/lib/impact/compare"
import { mayName, sceneOf } from "@/lib/impact/scene"
import { type Judged, judge } from "./fit"
import type { Fit, Fits, Move } from "./model"
import { type Need, needsOf, tablesOf } from "./needs"

/** A replacement speaks the same language and works now. */
export function demandFitting(from: Found, to: Found): void {
  if (from.id === to.id) throw new AppError("invalid", "A connection cannot replace itself. Choose another.")
  if (from.platform !== to.platform) throw new AppError("invalid", "A replacement must be of the same platform. Choose another.")
  if (to.lifecycle !== "live" || to.status !== "Active")
    throw new AppError("conflict", "The replacement is not Active now. Choose another, or wait until it is.")
}

export type Judgement = Fit & { need: Need; becomes: Judged["becomes"] }

/** A verdict for everything of this organization that leans on `from`, as it would stand on `to`. */
export async function fitsOf(
  ctx: Context,
  from: Found,
  to: Found,
  moves: readonly Move[],
  options: { lock?: boolean } = {},
): Promise<{ judged: Judgement[]; elsewhere: number }> {
  const needs = new Map((await needsOf(ctx, from.id, options)).map((need) => [`${need.kind} ${need.id}`, need]))
  const scene = await sceneOf(ctx, [{ kind: "replace", connectionId: from.id, by: to.id, moves: [] }])
  const [here, tables] = [await tablesOf(ctx, from.id), await tablesOf(ctx, to.id)]
  const taken = (await ctx.db.execute(sql`
    select account from data_sources where organization_id = ${ctx.organizationId} and connection_organization_id = ${ctx.organizationId} and connection_id = ${to.id}`)) as unknown as {
    account: string
  }[]
  const there = { platform: to.platform, method: to.method, tables, accounts: new Set(taken.map(({ account }) => account)) }
  const chosen = new Map(moves.map(({ kind, id, columns }) => [`${kind} ${id}`, columns ?? {}]))
  const leaning = scene.dependents.filter(({ connectionId }) => connectionId === from.id)
  const link = scene.links.get(to.id)
  const judged = leaning.flatMap((dependent): Judgement[] => {
    const key = `${dependent.kind} ${dependent.id}`
    const need = needs.get(key)
    if (!need) return []
    const seen = judge(need, there, here, chosen.get(key) ?? {})
    const { kind, id, name, maker } = dependent
    const allowed = runs(dependent, scene, link, now()).allowed
    const verdict = allowed ? seen : { ...seen, verdict: "would lose access" as const, why: `${maker} may not use it`, becomes: null }
    return [{ kind, id, name: mayName(ctx, dependent) ? name : "One that you may not see", maker, need, ...verdict }]
  })
  return { judged, elsewhere: leaning.length - judged.length }
}

export const shownFits = ({ judged, elsewhere }: { judged: Judgement[]; elsewhere: number }): Fits => ({
  fits: judged.map(({ need: _need, becomes: _becomes, ...fit }) => fit),
  elsewhere,
})
