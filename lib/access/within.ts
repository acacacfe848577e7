import "server-only"
import { sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import type { OrganizationId } from "@/lib/base/ids"
import type { Context } from "./context"

/** A transaction in which row-level security knows the tenant and the person. Every statement of a verb runs in one. */
export function within<T>(ctx: Context, work: (inside: Context) => Promise<T>): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    await stand({ ...ctx, db: tx })
    return work({ ...ctx, db: tx })
  })
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
    within(ctx, async (inside) => {
      opening.delete(ctx)
      const answers = all.map(({ run, settle }) => {
        const answer = run(inside)
        settle(answer)
        return answer
      })
      await Promise.allSettled(answers)
    }).catch((error: unknown) => {
      opening.delete(ctx)
      for (const { settle } of all) settle(Promise.reject(error))
    })
  })
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

/** The same for what happens before an organization is known: sign-in, the switcher, an invitation. */
export function withinPerson<T>(
  db: Database,
  settings: { userId?: string; organizationId?: string; tokenHash?: string },
  work: (tx: Database) => Promise<T>,
) {
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.user_id', ${settings.userId ?? ""}, true), set_config('app.organization_id', ${settings.organizationId ?? ""}, true), set_config('app.token_hash', ${settings.tokenHash ?? ""}, true)`,
    )
    return work(tx)
  })
}
