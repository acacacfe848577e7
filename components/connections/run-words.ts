import type { Tone } from "@/components/ui/status-badge"
import type { RunView } from "@/lib/connections/model"

export const runWords: Record<RunView["kind"], string> = {
  refresh: "Schema refresh",
  validation: "Validation",
  health: "Health check",
  transfer: "Transfer",
}

export const runLooks: Record<RunView["state"], { tone: Tone; word: string }> = {
  queued: { tone: "idle", word: "Waiting" },
  running: { tone: "run", word: "Running" },
  succeeded: { tone: "ok", word: "Succeeded" },
  failed: { tone: "bad", word: "Failed" },
  "timed out": { tone: "bad", word: "Timed out" },
  cancelled: { tone: "idle", word: "Cancelled" },
}

/** From the first attempt to the end. */
export function tookWords({ startedAt, finishedAt }: Pick<RunView, "startedAt" | "finishedAt">): string {
  if (!startedAt || !finishedAt) return "–"
  const ms = Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt))
  if (ms < 1_000) return `${ms} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1_000)} s`
}
