import "server-only"
import { hash, verify } from "@node-rs/argon2"
import { AppError } from "@/lib/base/errors"

/** OWASP's lowest for argon2id. When raised, each hash is made anew at its owner's next sign-in. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const current = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`

/** Hashing is dear on purpose: two at a time, and a short queue, so that guessing cannot starve everybody else. */
const places = 2
const longestQueue = 40
let taken = 0
const queue: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (taken >= places) {
    if (queue.length >= longestQueue)
      throw new AppError("limited", "Many people sign in at this moment. Try again in 5 s.", {}, { seconds: 5 })
    await new Promise<void>((resolve) => queue.push(resolve))
  } else taken++
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else taken--
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))

export const isOutdated = (passwordHash: string): boolean => !passwordHash.startsWith(current)

let nobody: Promise<string> | undefined

/** Takes as long for a person who is unknown or has no password as for one who has. */
export async function passwordFits(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hash("nobody has this password", cost)
  const against = passwordHash ?? (await nobody)
  const fits = await inTurn(() => verify(against, password))
  return Boolean(passwordHash) && fits
}
