import type { Session } from "../connector"
import { SourceError } from "../connector"
import { otherForm } from "./problem"

type Experience = NonNullable<Session["experiences"]> extends () => AsyncIterable<(infer One)[]> ? One : never
export type Item = Record<string, unknown>

/** A value of a contact as text; what is not a single value is left out. */
export const asText = (value: unknown): string | null =>
  value === undefined || value === null || typeof value === "object" ? null : String(value)

/** What a list holds under `name`; an answer without it is none that we understand. */
export function itemsOf(said: object, name: string): Item[] {
  const items = (said as Item)[name]
  if (!Array.isArray(items)) throw otherForm()
  return items.filter((item): item is Item => typeof item === "object" && item !== null)
}

/** A journey under its own name: one line of bearable length. Without an id it could not be known again. */
export function experienceOf(id: unknown, name: unknown, state: Experience["state"]): Experience[] {
  if (typeof id !== "string" && typeof id !== "number") return []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is taken out
  const words = typeof name === "string" ? name.replace(/[\u0000-\u001f\u007f]+/g, " ").trim() : ""
  return [{ externalId: String(id), name: words.slice(0, 200) || String(id), state }]
}

/** Whether a question is answered, where a tool lists its permissions nowhere: a refusal is a "no", an outage is none. */
export async function isAnswered(question: Promise<unknown>): Promise<boolean> {
  try {
    await question
    return true
  } catch (error) {
    if (error instanceof SourceError && (error.reason === "permission" || error.reason === "credentials")) return false
    throw error
  }
}

/** The secret was known, and may not ask this: that is the next check's to say. */
export function unlessForbidden(error: unknown): void {
  if (!(error instanceof SourceError) || error.reason !== "permission") throw error
}
