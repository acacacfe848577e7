import "server-only"
import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core"
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible"
import type { Database } from "@/db/client"
import { AppError } from "@/lib/base/errors"
import { hashOf } from "@/lib/sessions/token"

// The same table as in db/schema, with moments as the limiter writes them.
const counters = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: timestamp({ withTimezone: true }),
})

const rules = {
  /** Tries for one account in a minute, and in an hour. */
  account: { points: 8, duration: 60 },
  accountSlow: { points: 40, duration: 3_600 },
  /** Tries from one address in a minute. */
  address: { points: 40, duration: 60 },
} as const
type Rule = keyof typeof rules

const made = new WeakMap<Database, Record<Rule, RateLimiterDrizzle>>()
function limiters(db: Database) {
  const found = made.get(db)
  if (found) return found
  const make = (rule: Rule) => new RateLimiterDrizzle({ storeClient: db, schema: counters, keyPrefix: rule, ...rules[rule] })
  const all = { account: make("account"), accountSlow: make("accountSlow"), address: make("address") }
  made.set(db, all)
  return all
}

/** A household or an office has a whole /64 of them. */
const networkOf = (address: string) => (address.includes(":") ? address.split(":").slice(0, 4).join(":") : address)

/** Counted before the password is looked at. Any other fault than "too many" also refuses: the door stays shut while the counter is down. */
export async function countTry(db: Database, email: string, address: string | undefined): Promise<void> {
  const { account, accountSlow, address: addresses } = limiters(db)
  const key = hashOf(email.toLowerCase())
  if (address) await count(addresses, networkOf(address))
  await count(account, key)
  await count(accountSlow, key)
}

export async function countVisit(db: Database, address: string | undefined): Promise<void> {
  if (address) await count(limiters(db).address, networkOf(address))
}

/** The right password was said: earlier slips are forgotten. */
export async function forgetTries(db: Database, email: string): Promise<void> {
  const { account, accountSlow } = limiters(db)
  const key = hashOf(email.toLowerCase())
  await Promise.all([account.delete(key), accountSlow.delete(key)])
}

async function count(limiter: RateLimiterDrizzle, key: string) {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
    throw new AppError("limited", `Too many tries. Try again in ${seconds} s.`, {}, { seconds })
  }
}
