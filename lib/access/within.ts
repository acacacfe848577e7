import "server-only"
import { sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import type { Context } from "./context"

/** A transaction in which row-level security knows the tenant and the person. Every statement of a verb runs in one. */
export function within<T>(ctx: Context, work: (inside: Context) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => {
    const inside = { ...ctx, db: tx }
    return behind(stand(inside), () => work(inside))
  })
}

/**
 * What comes after the settings goes out in the same breath: by the next turn they are on their way, and a connection does one thing after
 * another. Should they fail, so does everything behind them.
 */
async function behind<T>(settings: Promise<void>, work: () => Promise<T>): Promise<T> {
  settings.catch(() => {})
  await nextTurn()
  const [done] = await Promise.all([work(), settings])
  return done
}

type Reading = { run: (inside: Context) => Promise<unknown>; settle: (answer: Promise<unknown>) => void }
const opening = new WeakMap<Context, Reading[]>()

/**
 * `within`, for reads. Those that the parts of one page ask while the transaction is being opened share it: a layout and its page are one
 * transaction, not five. A refusal of one leaves the others alone; what the database itself refuses fails them all.
 */
export function reading<T>(ctx: Context, run: (inside: Context) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const mine: Reading = { run, settle: (answer) => answer.then((value) => resolve(value as T), reject) }
    const joined = opening.get(ctx)
    if (joined) return joined.push(mine)
    const all = [mine]
    opening.set(ctx, all)
    within(ctx, (inside) => readAll(ctx, inside, all)).catch(failing(ctx, all))
  })
}

/**
 * Finds out who is asking, and keeps that transaction open for the reads that they ask at once: they need no other. A refusal or a fault
 * of `find` is the caller's; one that comes later is the reads'.
 */
export function arriving<C extends Context>(
  db: Database,
  userId: UserId,
  find: (tx: Database, lookAs: (as: UserId, organizationId: OrganizationId) => Promise<void>) => Promise<C>,
): Promise<C> {
  return new Promise<C>((resolve, reject) => {
    let fail = reject
    withinPerson(db, { userId }, async (tx) => {
      const ctx = await find(tx, (as, organizationId) => say(tx, { userId: as, organizationId }))
      const all: Reading[] = []
      opening.set(ctx, all)
      fail = failing(ctx, all)
      resolve(ctx)
      await nextTurn()
      if (all.length === 0) return opening.delete(ctx)
      const inside = { ...ctx, db: tx }
      return behind(stand(inside), () => readAll(ctx, inside, all))
    }).catch((error: unknown) => fail(error))
  })
}

const nextTurn = () => new Promise<void>((go) => setImmediate(go))

async function readAll(ctx: Context, inside: Context, all: Reading[]): Promise<void> {
  opening.delete(ctx)
  const answers = all.map(({ run, settle }) => {
    const answer = run(inside)
    settle(answer)
    return answer
  })
  await Promise.allSettled(answers)
}

const failing = (ctx: Context, all: Reading[]) => (error: unknown) => {
  opening.delete(ctx)
  for (const { settle } of all) settle(Promise.reject(error))
}

/** Tells row-level security for whom the rest of this transaction speaks. */
async function stand({ db, actor, organization, organizationId }: Context): Promise<void> {
  const user = actor.kind === "user" ? actor.userId : ""
  const agency = (organization.id === organizationId && organization.parentId) || ""
  await db.execute(
    sql`select set_config('app.organization_id', ${organizationId}, true), set_config('app.user_id', ${user}, true), set_config('app.agency_id', ${agency}, true)`,
  )
}

/**
 * For what belongs to an agency and its client account at once: a part of the transaction in the other one's context. Whoever calls it has
 * settled that the two are agency and client, and that this person may.
 */
export async function acrossInto<T>(ctx: Context, organizationId: OrganizationId, work: (inside: Context) => Promise<T>): Promise<T> {
  const other = { ...ctx, organizationId }
  await stand(other)
  const done = await work(other)
  await stand(ctx)
  return done
}

type Settings = { userId?: string; organizationId?: string; tokenHash?: string }

const say = async (tx: Database, { userId = "", organizationId = "", tokenHash = "" }: Settings): Promise<void> => {
  await tx.execute(
    sql`select set_config('app.user_id', ${userId}, true), set_config('app.organization_id', ${organizationId}, true), set_config('app.token_hash', ${tokenHash}, true)`,
  )
}

/** The same for what happens before an organization is known: sign-in, the switcher, an invitation. */
export function withinPerson<T>(db: Database, settings: Settings, work: (tx: Database) => Promise<T>) {
  return db.transaction((tx) => behind(say(tx, settings), () => work(tx)))
}
