import type { Manifest } from "@/lib/connectors/connector"
import { jobTypeOf } from "@/lib/jobs/states"

const listed = new Intl.ListFormat("en-US")

/** What one can do with a login of this method. */
export function enabledWords({ capabilities: { dialect, rows, metrics }, methods }: Manifest, method: string): string {
  const deeds = [
    ...(dialect ? ["build audiences with live counts"] : []),
    ...(rows ? ["make queries"] : []),
    ...(methods[method]?.enables ?? []).map((type) => jobTypeOf[type].label.replace(/^./, (letter) => letter.toLowerCase())),
  ]
  if (deeds.length > 0) return `Enables you to ${listed.format(deeds)}.`
  return `Enables no job yet: it is checked every day${metrics ? ", and its requests are counted" : ""}.`
}
