import { AppError } from "../base/errors"

export const isKeepable = (text: string) => text.isWellFormed() && !text.includes("\0")

/** The way to the first text that PostgreSQL cannot keep: one with a zero byte or half a character. Plain data only; streams are left alone. */
function firstBad(value: unknown, way: string[]): string[] | undefined {
  if (typeof value === "string") return isKeepable(value) ? undefined : way
  if (typeof value !== "object" || value === null) return undefined
  if (!Array.isArray(value) && ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return undefined
  for (const [key, one] of Object.entries(value)) {
    const bad = isKeepable(key) ? firstBad(one, [...way, key]) : way
    if (bad) return bad
  }
  return undefined
}

/** What was typed, if it can be kept; else a refusal that names the field instead of a fault deep in a driver. */
export function keepable<T>(value: T): T {
  const bad = firstBad(value, [])
  if (!bad) return value
  const message = "It holds a sign that cannot be kept. Type it again instead of pasting it."
  throw new AppError("invalid", "Check the highlighted fields.", { [bad.join(".") || "form"]: [message] })
}
