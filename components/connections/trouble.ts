import type { ConnectionDetail } from "@/lib/connections/model"
import type { TroubleFacts } from "@/lib/connections/trouble"
import { inactiveAdvice, noTablesAdvice, refusedAdvice, refusedToolAdvice, stuckAdvice, toolAdvice } from "./words"

export type TroubleId = "stuck" | "inactive" | "authentication" | "no-tables"
export type Trouble = {
  id: TroubleId
  tone: "warn" | "bad"
  title: string
  /** The first check that failed, in its own words. */
  failed: { title: string; message: string } | null
  checks: readonly string[]
  next: string
}

/** What every driver says of a place without tables, in `nothingToSee`. */
const seesNothing = " shows no tables."

/** Which of the troubles this connection is in now, if any. One that is disconnected or retired is so on purpose. */
export function troubleOf(connection: ConnectionDetail): Trouble | null {
  const { status, statusReason, lifecycle, stuck, validation, hasTables, tableCount, snapshot, may, owner } = connection
  if (lifecycle !== "live" || status === "Deprecated") return null
  const found = validation?.checks.find(({ outcome }) => outcome === "failed")
  const failed = found ? { title: found.title, message: found.message } : null
  const themselves = (act: string) =>
    may.reauthenticate ? act : `Ask ${owner.name}, who owns it: ${act.charAt(0).toLowerCase()}${act.slice(1)}`
  if (stuck)
    return {
      id: "stuck",
      tone: "warn",
      title: "Still Processing after 15 minutes: this is stuck.",
      failed,
      checks: stuckAdvice,
      next: "Go through the three, then press Re-check. Waiting longer does not help.",
    }
  if (status === "Inactive" && found?.key === "authenticate")
    return {
      id: "authentication",
      tone: "bad",
      title: "Authentication failed",
      failed,
      checks: hasTables ? refusedAdvice : refusedToolAdvice,
      next: themselves("Enter corrected credentials under Reauthenticate. If they were put right at the source, press Re-check."),
    }
  const unseen = status === "Inactive" && found?.message.includes(seesNothing)
  if (unseen || (status === "Active" && snapshot !== null && tableCount === 0))
    return {
      id: "no-tables",
      tone: "warn",
      title: "Connected, but no tables are visible",
      failed,
      checks: noTablesAdvice,
      next: `Run the script of the set-up guide for the right place, then ${unseen ? "press Re-check" : "refresh the schema"}.`,
    }
  if (status === "Inactive")
    return {
      id: "inactive",
      tone: "bad",
      title: `Inactive: ${statusReason ?? "not usable now"}`,
      failed,
      checks: hasTables ? inactiveAdvice : toolAdvice,
      next: "Put right what the failed check names, then press Re-check. What leans on it waits and goes on by itself.",
    }
  return null
}

const deeds: Record<string, string> = {
  "connection.edit": "Name or description changed",
  "connection.reauthenticate": "New credentials entered",
  "connection.undoReauthentication": "Credentials from before taken back",
  "connection.reconnect": "New credentials entered through a link",
  "connection.restore": "Restored",
  "connection.transfer": "Given to another organization",
}
export const deedWords = (verb: string): string => deeds[verb] ?? verb

/** What the neighbours tell: the server is there, or it is not this connection alone. */
export function neighbourWords(neighbours: TroubleFacts["neighbours"]): string | null {
  if (!neighbours) return null
  const { working, failing } = neighbours
  const many = (count: number) => `${count.toLocaleString("en")} other ${count === 1 ? "connection" : "connections"}`
  if (working + failing === 0) return "There is no other connection to the same place to compare with."
  if (failing === 0)
    return `${many(working)} to the same place ${working === 1 ? "works" : "work"}: it is there, so look at this credential and its rights.`
  if (working === 0)
    return `${many(failing)} to the same place ${failing === 1 ? "fails" : "fail"} too: look at the source or the network first.`
  return `${many(working)} to the same place ${working === 1 ? "works" : "work"}, ${failing.toLocaleString("en")} ${failing === 1 ? "does" : "do"} not.`
}
