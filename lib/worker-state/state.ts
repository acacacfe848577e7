import "server-only"
import { times } from "@/lib/base/times"
import type { WorkerState } from "./model"

/** Seconds since a worker was last seen, and for how long its oldest promise waits; null where none was seen yet. */
export type Signs = { silent: number | null; oldest: number | null }

/** What the signs of life mean. */
export function stateOf({ silent, oldest }: Signs): WorkerState {
  if (silent === null || silent * times.second > times.workerDownAfter) return { state: "down", seconds: silent ?? 0 }
  const waited = oldest ?? 0
  return waited * times.second > times.workerBehindAfter ? { state: "behind", seconds: waited } : { state: "ok", seconds: 0 }
}
