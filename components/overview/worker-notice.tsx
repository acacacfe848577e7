import { Banner } from "@/components/ui/banner"
import type { WorkerState } from "@/lib/worker-state/model"

/** A promise that waits is said on every page, so that nobody takes waiting for done. */
export function WorkerNotice({ worker: { state, seconds } }: { worker: WorkerState }) {
  if (state === "ok") return null
  if (state === "down")
    return (
      <Banner tone="bad" title="Schema refreshes and checks wait." className="mb-5">
        {seconds > 0 ? `The worker has been silent for ${span(seconds)}.` : "No worker has been seen yet."} They go on by themselves once it
        runs again. Nothing is lost, and every page can be read.
      </Banner>
    )
  return (
    <Banner tone="warn" title="Schema refreshes and checks start later than usual." className="mb-5">
      The oldest of them has waited for {span(seconds)}.
    </Banner>
  )
}

function span(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3_600)} h`
}
