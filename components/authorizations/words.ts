import type { Tone } from "@/components/ui/status-badge"
import type { StatusIconName } from "@/components/ui/status-icon"
import type { Health } from "@/lib/connections/states"

type Look = { tone: Tone; word: Health; icon?: StatusIconName; reason?: string }

/** The badge of an authorization: valid and active, or not, or nobody knows. */
export function healthLook({ health, checkedAt }: { health: Health; checkedAt: string | null }): Look {
  if (health === "Healthy") return { tone: "ok", word: health }
  if (health === "Unhealthy") return { tone: "bad", word: health }
  return { tone: "idle", word: health, icon: "question", reason: checkedAt ? "not reached" : "not checked yet" }
}
