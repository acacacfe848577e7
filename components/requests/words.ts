import type { Tone } from "@/components/ui/status-badge"
import type { RequestState } from "@/lib/requests/model"

export const stateLooks: Record<RequestState, { tone: Tone; word: string }> = {
  pending: { tone: "run", word: "Waiting" },
  approved: { tone: "ok", word: "Approved" },
  declined: { tone: "bad", word: "Declined" },
  withdrawn: { tone: "idle", word: "Withdrawn" },
}
