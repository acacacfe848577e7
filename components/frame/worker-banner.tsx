import { Banner } from "@/components/ui/banner"

export type WorkerState = "ok" | "down" | "behind"

/** Work that waits is said on every page, so that nobody takes waiting for done. */
export function WorkerBanner({ state }: { state: WorkerState }) {
  if (state === "ok") return null
  if (state === "down")
    return (
      <Banner tone="bad" title="Background work has stopped." className="mb-5">
        Checks, schema refreshes, imports and counts wait until the worker runs again. Nothing is lost, and all pages can be read.
      </Banner>
    )
  return (
    <Banner tone="warn" title="Background work is behind." className="mb-5">
      Checks, schema refreshes and imports start later than usual.
    </Banner>
  )
}
