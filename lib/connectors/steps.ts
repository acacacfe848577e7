import { type Check, type CheckResult, SourceError } from "./connector"

type Step = Check & { /** Nothing after this one makes sense once it has failed. */ gate?: true }

/** The checks in order. A refusal by the source is an answer; after a failed gate the rest is skipped. */
export function steps(list: Step[]): Check[] {
  let shut: string | undefined
  return list.map(({ key, title, gate, run }) => ({
    key,
    title,
    async run() {
      if (shut) return { outcome: "skipped", message: `Not checked, because "${shut}" failed.` }
      const result = await run().catch(asResult)
      if (gate && result.outcome === "failed") shut = title
      return result
    },
  }))
}

function asResult(error: unknown): CheckResult {
  if (!(error instanceof SourceError) || error.reason === "cancelled") throw error
  return { outcome: "failed", message: error.message, reason: error.reason }
}

/** Runs once, when first asked. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** How many objects a check lists by name before it only counts. */
export const mostListed = 200

/** What VAL-7 tells a person who connected and sees nothing. */
export const nothingToSee = (where: string) =>
  `${where} shows no tables. Check three things: that this user may read (permission), that the database and the schemas are the right ones, and that they hold tables.`

export const plural = (count: number, one: string, many = `${one}s`) => `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`
