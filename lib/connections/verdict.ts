import "server-only"
import type { CheckResult, SourceReason } from "../connectors/connector"

/** What a whole round of checks means (product.md, rule 3). */
export type Verdict =
  | { kind: "passed"; missing: number }
  | { kind: "refused"; reason: string }
  | { kind: "unreachable"; reason: string }
  | { kind: "lacking"; reason: string }

const away: readonly (SourceReason | undefined)[] = ["unreachable", "timeout"]

/** The first failure decides, because the checks stand in the order in which they depend on each other. */
export function verdictOf(results: readonly CheckResult[]): Verdict {
  const grants = results.flatMap((result) => result.grants ?? [])
  const failed = results.find(({ outcome }) => outcome === "failed")
  if (failed?.reason === "credentials") return { kind: "refused", reason: `Authentication failed. ${failed.message}` }
  if (failed?.reason === "tls") return { kind: "unreachable", reason: `No encrypted connection. ${failed.message}` }
  if (failed && away.includes(failed.reason)) return { kind: "unreachable", reason: `The source could not be reached. ${failed.message}` }
  const required = grants.filter(({ required, held }) => required && held === false)
  if (required.length > 0) return { kind: "lacking", reason: lacking(required) }
  if (failed) return { kind: "lacking", reason: `Validation failed. ${failed.message}` }
  return { kind: "passed", missing: grants.filter(({ required, held }) => !required && held === false).length }
}

const mostNamed = 3

function lacking(grants: { permission: string; object: string }[]): string {
  const names = grants.slice(0, mostNamed).map(({ permission, object }) => (object ? `${permission} on ${object}` : permission))
  const more = grants.length > mostNamed ? ` and ${grants.length - mostNamed} more` : ""
  return `Validation failed. ${grants.length === 1 ? "A required permission is" : "Required permissions are"} missing: ${names.join(", ")}${more}.`
}
