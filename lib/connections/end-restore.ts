import "server-only"
import { connections } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { UserId } from "@/lib/base/ids"
import { kindWords } from "@/lib/impact/model"
import { type Standing, standingsOf } from "@/lib/impact/standing"
import { notify } from "@/lib/notices/notify"
import type { State } from "./examine"
import { type Connection, mine } from "./find"

/** The check after a restore has ended: who asked for it hears what works again and what cannot, and why. */
export async function endRestore(ctx: Context, { id, name, ownerId }: Connection, by: UserId | null, state: State): Promise<void> {
  await ctx.db.update(connections).set({ disconnectedAt: null, disconnectedBy: null }).where(mine(ctx, id))
  const works = state.status === "Active"
  const standings = works ? await standingsOf(ctx, id) : []
  const cannot = standings.filter(({ why }) => why !== null)
  await notify(ctx, [ownerId, ...(by ? [by] : [])], {
    tone: works ? (cannot.length > 0 ? "warn" : "ok") : "bad",
    title: works ? `${name} is restored and works.` : `${name} is restored, and its check did not pass.`,
    body: works
      ? [resumed(standings.length - cannot.length), ...named(cannot)].join("\n")
      : (state.statusReason ?? state.healthReason ?? ""),
    path: `connections/${id}`,
    connectionId: id,
    once: `restored ${id} ${crypto.randomUUID()}`,
  })
}

const resumed = (n: number) =>
  n === 0 ? "Nothing leans on it that could go on." : `${n} ${n === 1 ? "thing" : "things"} that lean on it go on.`

const mostNamed = 10
function named(cannot: Standing[]): string[] {
  if (cannot.length === 0) return []
  const lines = cannot.slice(0, mostNamed).map(({ kind, name, why }) => `The ${kindWords[kind][0]} ${name} cannot: ${why}.`)
  return cannot.length > mostNamed ? [...lines, `And ${cannot.length - mostNamed} more.`] : lines
}
