import "server-only"
import { sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import type { Context } from "./context"

/** A transaction in which row-level security knows the tenant and the person. Every statement of a verb runs in one. */
export function within<T>(ctx: Context, work: (inside: Context) => Promise<T>): Promise<T> {
  const user = ctx.actor.kind === "user" ? ctx.actor.userId : ""
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.organization_id', ${ctx.organizationId}, true), set_config('app.user_id', ${user}, true)`)
    return work({ ...ctx, db: tx })
  })
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
