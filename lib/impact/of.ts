import "server-only"
import { createHmac } from "node:crypto"
import canonicalize from "canonicalize"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import { required } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"
import { sceneAfter } from "./apply"
import { type Loss, lossBetween } from "./compare"
import { type Act, dependentKinds, type Impact, shown } from "./model"
import { mayName, type Scene, sceneOf } from "./scene"

/** What these acts, taken together, would take from whom. Ask inside the transaction of the verb that goes on to act. */
export async function impactOf(ctx: Context, acts: readonly Act[]): Promise<Impact> {
  const scene = await sceneOf(ctx, acts)
  const ended = new Set(acts.flatMap((act) => (act.kind === "delete" ? [act.connectionId] : [])))
  return said(ctx, scene, lossBetween(scene, sceneAfter(scene, acts), now(), ended))
}

/**
 * Lets an act go on that takes something away: its token must say that exactly this effect was seen. An act that affects nobody needs none.
 * Fails closed, with the effect as it is now.
 */
export async function demandImpact(ctx: Context, acts: readonly Act[], token: string | undefined): Promise<Impact> {
  const impact = await impactOf(ctx, acts)
  if (impact.empty || impact.token === token) return impact
  const message = token
    ? "What this would affect has changed since you looked. Look at it again, then decide."
    : "This affects others. Look at what it changes first, then decide."
  throw new AppError("conflict", message, {}, { impact })
}

function said(ctx: Context, scene: Scene, { dependents, people, teams, clients }: Loss): Impact {
  const named = dependents.filter(({ dependent }) => mayName(ctx, dependent))
  const names = (links: { name: string }[]) => links.map(({ name }) => name)
  const counts = Object.fromEntries(
    dependentKinds.map((kind) => [kind, dependents.filter(({ dependent }) => dependent.kind === kind).length]),
  ) as Impact["counts"]
  const set = {
    dependents: dependents.map(({ dependent: { kind, id } }) => `${kind} ${id}`).sort(),
    ...Object.fromEntries(
      Object.entries({ people, teams, clients }).map(([key, taken]) => [
        key,
        [...taken].map(([id, links]) => `${id} ${links.map((link) => link.id).sort()}`).sort(),
      ]),
    ),
  }
  return {
    dependents: named.slice(0, shown).map(({ dependent: { kind, id, name, maker, connectionId }, why }) => ({
      kind,
      id,
      name,
      maker,
      connection: { id: connectionId, name: scene.links.get(connectionId)?.name ?? "" },
      why,
    })),
    counts,
    hidden: dependents.length - named.length,
    people: [...people]
      .map(([id, links]) => ({ id, name: scene.people.get(id)?.name ?? "", connections: names(links) }))
      .sort((a, b) => a.name.localeCompare(b.name))
      .slice(0, shown),
    peopleCount: people.size,
    teams: [...teams].map(([id, links]) => ({ id, name: scene.teams.get(id) ?? "", connections: names(links) })),
    clients: [...clients].map(([id, links]) => ({ id, name: scene.clients.get(id) ?? "", connections: names(links) })),
    empty: dependents.length + people.size + teams.size + clients.size === 0,
    token: tokenOf(ctx, set),
  }
}

/** Says which set was seen, by whom and where; worth nothing for any other. */
const tokenOf = ({ organizationId, actor }: Context, set: object): string =>
  createHmac("sha256", required("PATCHBAY_AUDIT_KEY"))
    .update(canonicalize({ organizationId, seenBy: actor.kind === "user" ? actor.userId : actor.job, set }) ?? "")
    .digest("base64url")
