import "server-only"
import { sql } from "drizzle-orm"
import { usageHours } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { bare, log } from "@/lib/base/log"
import { times } from "@/lib/base/times"
import type { Meter } from "@/lib/connectors/connector"

type Sum = { requests: number; failures: number; latencyMs: number }
/** By the hour, counted since 1970. */
type Sums = Map<number, Sum>

/**
 * Counts the requests of one session by the hour in which they began, and adds them to what is kept: when it closes, and every few seconds
 * while it is open. Counting never spoils what is counted.
 */
export function tally(home: Context, connectionId: ConnectionId) {
  let sums: Sums = new Map()
  let kept = Promise.resolve()

  const meter: Meter = async (request, failed) => {
    const hour = hourOf(now())
    const began = performance.now()
    let failures = 1
    try {
      const answer = await request()
      failures = failed?.(answer) ? 1 : 0
      return answer
    } finally {
      add(sums, hour, { requests: 1, failures, latencyMs: performance.now() - began })
    }
  }

  async function keep(): Promise<void> {
    if (sums.size === 0) return
    const counted = sums
    sums = new Map()
    try {
      await write(home, connectionId, counted)
    } catch (error) {
      for (const [hour, sum] of counted) add(sums, hour, sum)
      const { name, message } = bare(error) as Error
      log.warn({ connectionId, name, message }, "requests could not be counted")
    }
  }
  const keepNext = () => {
    kept = kept.then(keep)
    return kept
  }
  const clock = setInterval(keepNext, times.usageKeptEvery).unref()

  return {
    meter,
    close(): Promise<void> {
      clearInterval(clock)
      return keepNext()
    },
  }
}

const hourOf = (at: Date): number => Math.floor(at.getTime() / times.hour)

function add(sums: Sums, hour: number, { requests, failures, latencyMs }: Sum): void {
  const sum = sums.get(hour)
  if (!sum) return void sums.set(hour, { requests, failures, latencyMs })
  sum.requests += requests
  sum.failures += failures
  sum.latencyMs += latencyMs
}

async function write(home: Context, connectionId: ConnectionId, sums: Sums): Promise<void> {
  const { organizationId } = home
  // In one order, so that two sessions never wait for each other.
  const rows = [...sums]
    .toSorted(([a], [b]) => a - b)
    .map(([hour, sum]) => ({
      organizationId,
      connectionId,
      hour: new Date(hour * times.hour).toISOString(),
      ...sum,
      latencyMs: Math.round(sum.latencyMs),
    }))
  await within(home, ({ db }) =>
    db
      .insert(usageHours)
      .values(rows)
      .onConflictDoUpdate({
        target: [usageHours.organizationId, usageHours.connectionId, usageHours.hour],
        set: {
          requests: sql`${usageHours.requests} + excluded.requests`,
          failures: sql`${usageHours.failures} + excluded.failures`,
          latencyMs: sql`${usageHours.latencyMs} + excluded.latency_ms`,
        },
      }),
  )
}
