import type { Fields } from "@/lib/connectors/fields"

/** What was typed for a set of questions. An empty optional answer is left out: the schema has its own word for nothing. */
export function answersFrom(typed: FormData, group: "settings" | "keys", fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, { optional }]) => {
      const answer = typed.get(`${group}.${key}`)
      return typeof answer !== "string" || (optional && answer.trim() === "") ? [] : [[key, answer]]
    }),
  )
}
