import { type ClassValue, clsx } from "clsx"
import { merge } from "./merge"

const most = 1_000
const merged = new Map<string, string>()

/** Joins class names; of two that say the same thing the later wins. */
export function cn(...classes: ClassValue[]): string {
  const asked = clsx(classes)
  let answer = merged.get(asked)
  if (answer === undefined) {
    answer = merge(asked)
    if (merged.size >= most) merged.clear()
    merged.set(asked, answer)
  }
  return answer
}
