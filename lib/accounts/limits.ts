import "server-only"
import type { Database } from "@/db/client"
import { count, limitersOf } from "@/lib/access/limit"
import { hashOf } from "@/lib/sessions/token"

const rules = {
  /** Tries for one account in a minute, and in an hour. */
  account: { points: 8, duration: 60 },
  accountSlow: { points: 40, duration: 3_600 },
  /** Tries from one address in a minute. */
  address: { points: 40, duration: 60 },
} as const
const limiters = limitersOf(rules)
const said = "Too many tries."

/** A household or an office has a whole /64 of them. */
const networkOf = (address: string) => (address.includes(":") ? address.split(":").slice(0, 4).join(":") : address)

/** Counted before the password is looked at. Any other fault than "too many" also refuses: the door stays shut while the counter is down. */
export async function countTry(db: Database, email: string, address: string | undefined): Promise<void> {
  const { account, accountSlow, address: addresses } = limiters(db)
  const key = hashOf(email.toLowerCase())
  if (address) await count(addresses, networkOf(address), said)
  await count(account, key, said)
  await count(accountSlow, key, said)
}

export async function countVisit(db: Database, address: string | undefined): Promise<void> {
  if (address) await count(limiters(db).address, networkOf(address), said)
}

/** The right password was said: earlier slips are forgotten. */
export async function forgetTries(db: Database, email: string): Promise<void> {
  const { account, accountSlow } = limiters(db)
  const key = hashOf(email.toLowerCase())
  await Promise.all([account.delete(key), accountSlow.delete(key)])
}
