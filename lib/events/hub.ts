import "server-only"
import { rawDatabase } from "@/db/client"
import { log } from "@/lib/base/log"
import type { Told } from "./model"

export type Subscriber = {
  organizationId: string
  sessionId: string
  userId: string
  told(event: Told): void
  sessionEnded(): void
  /** The listening connection was lost for a while: what happened meanwhile was not heard. */
  gap(): void
  /** The process is about to leave. */
  stopping(): void
}

type Hub = { subscribers: Set<Subscriber>; listening?: Promise<unknown> }

// Kept on globalThis, because `next dev` loads modules again and would listen twice.
const kept = globalThis as { patchbayHub?: Hub }
const hub = () => {
  kept.patchbayHub ??= { subscribers: new Set() }
  return kept.patchbayHub
}

/** One LISTEN for the whole process, however many browsers look on. Answers the way to leave. */
export async function subscribe(subscriber: Subscriber): Promise<() => void> {
  const { subscribers } = hub()
  subscribers.add(subscriber)
  try {
    await listen()
  } catch (error) {
    subscribers.delete(subscriber)
    throw error
  }
  return () => subscribers.delete(subscriber)
}

export const streamsOf = (userId: string): number => [...hub().subscribers].filter((one) => one.userId === userId).length

function listen() {
  const here = hub()
  here.listening ??= begin(here).catch((error: unknown) => {
    here.listening = undefined
    throw error
  })
  return here.listening
}

async function begin({ subscribers }: Hub) {
  const sql = rawDatabase()
  // An open stream would keep the server from ending.
  process.once("SIGTERM", () => {
    for (const one of subscribers) one.stopping()
  })
  let heardBefore = false
  await sql.listen(
    "patchbay_events",
    (text) => tell(subscribers, text),
    () => {
      if (heardBefore) for (const one of subscribers) one.gap()
      heardBefore = true
    },
  )
  await sql.listen("patchbay_sessions", (sessionId) => {
    for (const one of subscribers) if (one.sessionId === sessionId) one.sessionEnded()
  })
}

function tell(subscribers: Set<Subscriber>, text: string) {
  try {
    const event = JSON.parse(text) as Told
    for (const one of subscribers) if (one.organizationId === event.organization) one.told(event)
  } catch (error) {
    log.warn({ name: error instanceof Error ? error.name : "unknown" }, "an event could not be told")
  }
}
