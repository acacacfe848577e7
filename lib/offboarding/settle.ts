import "server-only"
import { memberships } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import { type Found, findConnection } from "@/lib/connections/find"
import { giveTo } from "@/lib/connections/give-ownership"
import { inviteToReconnect } from "@/lib/connections/reconnect-link"
import { holdRuns, takeOff } from "@/lib/connections/take-off"
import { tellDisconnected } from "@/lib/connections/tell"
import type { Act, DependentRef } from "@/lib/impact/model"
import { memberIs } from "@/lib/members/find"
import type { Settlement } from "@/lib/members/model"
import { heirOf, heirsOf, ownedBy, refuseUnsettled } from "@/lib/members/owned-by"
import { demandFitting, fitsOf } from "@/lib/replacements/fits"
import { lockBoth, moveAll } from "@/lib/replacements/replace"

type Plan = { found: Found; by: Settlement["by"]; to?: Found; moves: DependentRef[]; heir: UserId }
type Leaver = { userId: UserId; name: string }

/** What becomes of everything that a member owns: each of them named once, and each of it possible. `lock` when it is about to be done. */
export async function planFor(ctx: Context, { userId, name }: Leaver, settle: readonly Settlement[], { lock = false } = {}) {
  if (lock) await hold(ctx, userId, settle)
  const [owned, people] = [await ownedBy(ctx, userId), await heirsOf(ctx, userId)]
  const wanted = new Map(settle.map(({ connectionId, by }) => [connectionId, by]))
  refuseUnsettled(
    name,
    owned.filter(({ id }) => !wanted.has(id)),
  )
  if (wanted.size !== settle.length || wanted.size !== owned.length)
    throw new AppError("conflict", `What ${name} owns has changed meanwhile. Look at it again, then decide.`, {}, { connections: owned })
  const leaving = new Set(settle.flatMap(({ connectionId, by }) => (by.kind === "give" ? [] : [connectionId])))
  const plans: Plan[] = []
  for (const { connectionId, by } of settle) {
    if (by.kind === "give" && !people.some((one) => one.userId === by.to))
      throw new AppError("invalid", "This person cannot own connections here. Choose another.")
    if (by.kind === "replace" && leaving.has(by.with))
      throw new AppError("invalid", "A replacement must stay in use. Choose one that is not settled in the same step.")
    plans.push(await planOne(ctx, { connectionId, by }, heirOf(ctx, people)))
  }
  return plans
}

async function planOne(ctx: Context, { connectionId, by }: Settlement, heir: UserId): Promise<Plan> {
  if (by.kind === "replace") {
    const found = await findConnection(ctx, connectionId, "replace")
    const to = await findConnection(ctx, by.with, "view")
    demandFitting(found, to)
    const { judged } = await fitsOf(ctx, found, to, [])
    return { found, by, to, heir, moves: judged.filter(({ becomes }) => becomes).map(({ kind, id }) => ({ kind, id })) }
  }
  if (by.kind === "disconnect") {
    const found = await findConnection(ctx, connectionId, "disconnect")
    if (found.lifecycle !== "live") throw new AppError("conflict", `${found.name} is disconnected already. Give it to somebody.`)
    return { found, by, heir, moves: [] }
  }
  const found = await findConnection(ctx, connectionId, "view")
  // One's own is given away by leaving oneself.
  if (found.ownerId !== personOf(ctx).userId) await findConnection(ctx, connectionId, "giveOwnership")
  return { found, by, heir, moves: [] }
}

/** In the order of everybody else: runs, connections, the membership. Whoever is giving them something waits, or is waited for. */
async function hold(ctx: Context, userId: UserId, settle: readonly Settlement[]): Promise<void> {
  for (const { connectionId, by } of settle) if (by.kind !== "give") await holdRuns(ctx, connectionId)
  const ids = settle.flatMap(({ connectionId, by }) => [connectionId, ...(by.kind === "replace" ? [by.with] : [])])
  if (ids.length > 0) await lockBoth(ctx, ...ids)
  await ctx.db.select({ id: memberships.id }).from(memberships).where(memberIs(ctx, userId)).for("update")
}

/** What stays behind a replacement is disconnected: its owner goes. */
export const actsOf = (plans: readonly Plan[]): Act[] =>
  plans.flatMap(({ found: { id: connectionId }, by, moves }): Act[] => {
    if (by.kind === "give") return [{ kind: "give ownership", connectionId, userId: by.to }]
    const gone: Act = { kind: "disconnect", connectionId }
    return by.kind === "replace" ? [{ kind: "replace", connectionId, by: by.with, moves }, gone] : [gone]
  })

/** Does what was planned and seen, and says it in the log of each connection. */
export async function carryOut(ctx: Context, plans: readonly Plan[]): Promise<{ name: string; by: Settlement["by"]["kind"] }[]> {
  for (const plan of plans) await settleOne(ctx, plan)
  return plans.map(({ found: { name }, by: { kind } }) => ({ name, by: kind }))
}

async function settleOne(ctx: Context, { found, by, to, moves, heir }: Plan): Promise<void> {
  const { id: subject, name } = found
  const owner = by.kind === "give" ? by.to : heir
  if (to && moves.length > 0) {
    const { moved } = await moveAll(ctx, found, to, moves)
    await record(ctx, {
      verb: "connection.replace",
      subject,
      detail: { from: name, to: to.name, by: to.id, moved: moved.map((one) => `${one.kind} ${one.name}`) },
    })
  }
  const toName = await giveTo(ctx, found, owner)
  await record(ctx, { verb: "connection.giveOwnership", subject, detail: { name, from: found.ownerId, to: owner, toName } })
  if (by.kind === "give") {
    if (!by.reconnect || found.lifecycle !== "live") return
    await inviteToReconnect(ctx, { ...found, ownerId: owner })
    await record(ctx, { verb: "connection.sendReconnectLink", subject, detail: { name, to: owner } })
  } else if (found.lifecycle === "live") {
    await takeOff(ctx, found)
    await tellDisconnected(ctx, { ...found, ownerId: owner })
    await record(ctx, { verb: "connection.disconnect", subject, detail: { name } })
  }
}
