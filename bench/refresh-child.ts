import { open } from "@/db/client"
import type { ConnectionId, OrganizationId, RunId } from "@/lib/base/ids"
import { refreshSchema } from "@/lib/schemas/refresh"
// What the worker has loaded counts into its memory.
import "@/worker/handlers"
import { workerContext } from "@/worker/context"

export type Question = { organizationId: OrganizationId; connectionId: ConnectionId; runId: RunId }
export type Answer = { ms: number; peakMb: number }

const { db } = open(process.env.TEST_WORKER_URL ?? "", 5)

process.on("message", async ({ organizationId, ...ref }: Question) => {
  const ctx = await workerContext(db, organizationId, "bench")
  if (!ctx) throw new Error("no such organization")
  const start = performance.now()
  await refreshSchema(ctx, ref)
  process.send?.({ ms: performance.now() - start, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) } satisfies Answer)
})
process.on("disconnect", () => process.exit(0))
