import { type CheckResult, SourceError } from "../connector"
import { plural } from "../steps"
import { prefixesOf } from "./layout"
import type { FilesSession } from "./session"
import type { Layout } from "./settings"
import type { Entry, Store } from "./store"

const looked = 25

/** Which prefixes may not be listed, and one file of those that may. Other refusals are thrown on. */
export async function lookAround(store: Store, layout: Pick<Layout, "prefixes">): Promise<{ denied: string[]; first?: Entry }> {
  const denied: string[] = []
  let first: Entry | undefined
  for (const prefix of prefixesOf(layout)) {
    try {
      const { entries } = await store.list(prefix, { folded: false, most: 50 })
      first ??= entries.find(({ key, size }) => size > 0 && !key.endsWith("/"))
    } catch (error) {
      if (!(error instanceof SourceError) || error.reason !== "permission") throw error
      denied.push(prefix)
    }
  }
  return { denied, ...(first ? { first } : {}) }
}

/** The first tables, read as a refresh would read them. */
export async function introspect(files: FilesSession, bucket: string): Promise<CheckResult> {
  const { tables, more } = await files.look(looked)
  const whole = tables.filter(({ readable }) => readable)
  if (tables.length === 0)
    return {
      outcome: "failed",
      reason: "missing",
      message: `There are files in ${bucket}, and none with an ending that Patchbay knows. Name them .csv, .jsonl or .parquet, or choose the file format.`,
    }
  const broken = tables.find(({ readable }) => !readable)
  const columns = whole.reduce((sum, table) => sum + table.columns.length, 0)
  const words = `${more ? `The first ${plural(whole.length, "table")}` : plural(whole.length, "table")} with ${plural(columns, "column")}.`
  if (!broken) return { outcome: "passed", message: words }
  const why = broken.comment ?? "A file could not be read."
  if (whole.length === 0) return { outcome: "failed", reason: "file", message: `No table can be read. ${broken.name}: ${why}` }
  return { outcome: "warning", message: `${words} ${plural(tables.length - whole.length, "table")} cannot be read. ${broken.name}: ${why}` }
}
