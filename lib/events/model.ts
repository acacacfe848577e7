import type { UserId } from "../base/ids"

/** A row of this kind changed; `subject` says which, where this person may know. */
export type Message = { seq: number; topic: string; subject: string | null }
export type Told = Message & { organization: string }

/** Where a listener stands: after the last event that it heard, or at the moment its page was drawn. */
export type Since = { after: number } | { drawn: number }

const aboutPeople = ["memberships", "team_members", "notices"]

/** What one person may hear of a change: keepers everything, others that something of the kind changed, and which only when it is they themselves. */
export function heardBy({ role, userId }: { role: string; userId: UserId }, { seq, topic, subject }: Message): Message {
  if (role === "owner" || role === "admin") return { seq, topic, subject }
  return { seq, topic, subject: aboutPeople.includes(topic) && subject === userId ? subject : null }
}

export const line = (message: Message) => `id: ${message.seq}\ndata: ${JSON.stringify(message)}\n\n`
/** The browser has missed more than can be replayed: it asks again for all that it shows. */
export const reset = "event: reset\ndata: {}\n\n"
export const closed = (reason: "session" | "membership" | "stopping") => `event: closed\ndata: ${JSON.stringify({ reason })}\n\n`
export const ping = ": ping\n\n"
