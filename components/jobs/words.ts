import type { Tone } from "@/components/ui/status-badge"
import type { StatusIconName } from "@/components/ui/status-icon"
import type { JobRow, JobRunDetail } from "@/lib/jobs/model"
import type { JobKind, JobState, Rhythm } from "@/lib/jobs/states"

type Look = { tone: Tone; word: string; icon?: StatusIconName }
export const stateLooks: Record<JobState, Look> = {
  running: { tone: "run", word: "Running", icon: "play" },
  sleeping: { tone: "idle", word: "Sleeping", icon: "moon" },
  paused: { tone: "warn", word: "Paused", icon: "pause" },
  completed: { tone: "ok", word: "Done" },
  failed: { tone: "bad", word: "Failed" },
}
export const kindWords: Record<JobKind, string> = { import: "Import", export: "Export", enrichment: "Enrichment" }

const rhythmWords: Record<string, string> = {
  null: "Once",
  15: "Every 15 minutes",
  60: "Every hour",
  360: "Every 6 hours",
  1440: "Every day",
  10080: "Every week",
}
export const sayRhythm = (every: number | null): string => rhythmWords[String(every)] ?? `Every ${every} minutes`
export const readRhythm = (text: string): Rhythm => (text === "null" ? null : (Number(text) as Rhythm))

const runLooks: Record<JobRunDetail["state"], Look> = {
  queued: { tone: "run", word: "Waiting" },
  running: { tone: "run", word: "Running", icon: "play" },
  succeeded: { tone: "ok", word: "Done" },
  failed: { tone: "bad", word: "Failed" },
  cancelled: { tone: "idle", word: "Stopped", icon: "pause" },
}
export const runLook = ({ state, againAt }: Pick<JobRunDetail, "state" | "againAt">): Look =>
  againAt ? { tone: "warn", word: "Tries again" } : runLooks[state]

/** What to do about a job that meets errors. */
export function remedyOf({ state, flag }: Pick<JobRow, "state" | "flag">): string {
  if (flag) return "It goes on as soon as that is mended. Nothing of it is lost."
  if (state === "failed") return "It is not tried again by itself. Put right what the error names, then press Run now."
  return "It is tried again by itself. After 10 hours of nothing but errors it is given up."
}
