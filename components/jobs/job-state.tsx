import { StatusBadge } from "@/components/ui/status-badge"
import type { JobRow } from "@/lib/jobs/model"
import { stateLooks } from "./words"

/** How a job stands; one that meets errors says since its last run. */
export function JobState({ job: { state, failingSince, flag } }: { job: Pick<JobRow, "state" | "failingSince" | "flag"> }) {
  const trouble = state === "sleeping" || state === "running"
  const reason = trouble && (flag ? "stopped" : failingSince ? "last run failed" : undefined)
  return <StatusBadge {...stateLooks[state]} {...(reason && { tone: "warn" as const, reason })} />
}
