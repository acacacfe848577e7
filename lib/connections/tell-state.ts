import "server-only"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import { notify } from "@/lib/notices/notify"
import type { State } from "./examine"
import type { Connection } from "./find"
import { connectionCan } from "./states"
import { tell } from "./tell"

/** What a check changed is told once: the bad news and the recovery. What is as it was is no news. */
export async function tellState(ctx: Context, before: Connection, state: State): Promise<void> {
  const { id, name, ownerId, lifecycle, disconnectedAt, checkedAt, snapshot } = before
  // What came of a restore is told on its own.
  if (lifecycle !== "live" || disconnectedAt) return
  const [status, health] = [state.status ?? before.status, state.health ?? before.health]
  const reason = state.statusReason ?? state.healthReason ?? ""
  if (status === "Inactive" && before.status === "Active")
    return tell(ctx, before, "inactive", {
      keepers: { tone: "bad", title: `${name} is Inactive.`, body: reason },
      users: {
        tone: "bad",
        title: `${name} cannot be used now.`,
        body: "Its login has stopped working. What you made on it waits and goes on by itself once its owner has put that right. Nothing of yours is lost.",
      },
    })
  if (status === "Inactive" && before.status === "Processing" && checkedAt === null)
    return notify(ctx, [ownerId], {
      tone: "bad",
      title: `${name} did not pass its first check.`,
      body: reason,
      path: `connections/${id}`,
      connectionId: id,
      once: `first check ${id} ${now().toISOString()}`,
    })
  // A snapshot says that it has worked before; what the clock finds working had stopped.
  if (status === "Active" && (before.status === "Inactive" || (before.status === "Processing" && snapshot !== null)))
    return tell(ctx, before, "active", {
      keepers: { tone: "ok", title: `${name} works again.` },
      users: { tone: "ok", title: `${name} can be used again.`, body: "What you made on it goes on." },
    })
  if (status !== before.status || !connectionCan(status, "check") || health === before.health) return
  if (health === "Unknown")
    return tell(ctx, before, "unknown", {
      keepers: {
        tone: "warn",
        title: `${name} could not be reached at its last check.`,
        body: `${reason} It stays ${status}; what runs on it fails and is tried again until the source answers.`.trim(),
      },
    })
  if (health === "Unhealthy")
    return tell(ctx, before, "unhealthy", { keepers: { tone: "bad", title: `${name} is Unhealthy.`, body: reason } })
  if (checkedAt !== null) return tell(ctx, before, "healthy", { keepers: { tone: "ok", title: `${name} answers again.` } })
}
