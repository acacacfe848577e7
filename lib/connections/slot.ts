import "server-only"
import { now } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"

/** Each connection has its own time of day, told by its id alone: what was made in one hour is not checked in one hour ever after. */
export const slotOf = (id: ConnectionId): number =>
  (Number.parseInt(id.slice("con_".length, "con_".length + 8), 16) * 1_000) % times.healthCheckEvery

/** Whoever was looked at by hand within the last half day is not looked at again for the clock's sake. */
const notBefore = times.healthCheckEvery / 2

/** Whether its time of day has come since it was checked last. */
export function healthDue(id: ConnectionId, checkedAt: string | null): boolean {
  const at = now().getTime()
  if (checkedAt === null) return true
  const checked = Date.parse(checkedAt)
  const slot = slotOf(id)
  const lastSlot = Math.floor((at - slot) / times.healthCheckEvery) * times.healthCheckEvery + slot
  return checked < lastSlot && at - checked >= notBefore
}
