import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import { report } from "@/lib/base/log"
import { times } from "@/lib/base/times"
import { streamsOf, subscribe } from "./hub"
import { openMailbox } from "./mailbox"
import { closed, heardBy, line, type Message, reset, type Since } from "./model"
import { eventsAfter, eventsSince } from "./replay"
import { standingOf } from "./standing"

const streamsAPerson = 50

const missed = (ctx: Context, since: Since) => ("after" in since ? eventsAfter(ctx, since.after) : eventsSince(ctx, since.drawn))

/** Everything that changes in the organization, as server-sent events, for as long as this person's session and membership hold. */
export async function streamOf(ctx: Context, since: Since | undefined, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const person = personOf(ctx)
  if (streamsOf(person.userId) >= streamsAPerson) throw new AppError("limited", "Too many windows are open. Close some of them and reload.")
  let leave = () => {}
  /** What is heard while the past is still being read. */
  let meanwhile: Message[] | undefined = []

  const { body, send, end } = openMailbox(() => {
    leave()
    clearInterval(rechecking)
  })
  const tell = (message: Message) => send(line(heardBy(person, message)))
  const recheck = async () => {
    const standing = await standingOf(ctx).catch((error: unknown) => {
      report("events", error)
      return "holds" as const
    })
    if (standing !== "holds") end(closed(standing))
  }
  const rechecking = setInterval(recheck, times.minute)

  try {
    leave = await subscribe({
      organizationId: ctx.organizationId,
      userId: person.userId,
      sessionId: person.sessionId,
      told(event) {
        if (event.topic === "memberships" && event.subject === person.userId) recheck()
        if (meanwhile) meanwhile.push(event)
        else tell(event)
      },
      sessionEnded: () => end(closed("session")),
      gap() {
        send(reset)
        recheck()
      },
      stopping: () => end(closed("stopping")),
    })
    const past = since ? await missed(ctx, since) : []
    if (past === "too much") send(reset)
    else past.forEach(tell)
    meanwhile.forEach(tell)
    meanwhile = undefined
    // The session may have ended between the look at it and the first moment of listening.
    await recheck()
  } catch (error) {
    end()
    throw error
  }
  if (signal.aborted) end()
  else signal.addEventListener("abort", () => end(), { once: true })
  return body
}
