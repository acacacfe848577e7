import "server-only"
import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core"
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible"
import type { Database } from "@/db/client"
import { AppError } from "@/lib/base/errors"

// The same table as in db/schema, with moments as the limiter writes them.
const counters = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: timestamp({ withTimezone: true }),
})

/** So many `points` within `duration` seconds. */
export type Rule = { points: number; duration: number }

/** One limiter a rule and database; each clears away what has run out. */
export function limitersOf<Name extends string>(rules: Record<Name, Rule>): (db: Database) => Record<Name, RateLimiterDrizzle> {
  const made = new WeakMap<Database, Record<Name, RateLimiterDrizzle>>()
  return (db) => {
    const found = made.get(db)
    if (found) return found
    const make = ([name, rule]: [string, unknown]) =>
      [name, new RateLimiterDrizzle({ storeClient: db, schema: counters, keyPrefix: name, ...(rule as Rule) })] as const
    const all = Object.fromEntries(Object.entries(rules).map(make)) as Record<Name, RateLimiterDrizzle>
    made.set(db, all)
    return all
  }
}

/** Counts one. Any other fault than "too many" also refuses: the door stays shut while the counter is down. */
export async function count(limiter: RateLimiterDrizzle, key: string, said: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
    throw new AppError("limited", `${said} Try again in ${seconds} s.`, {}, { seconds })
  }
}
