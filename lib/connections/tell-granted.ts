import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { decide } from "@/lib/access/decide"
import { now } from "@/lib/base/clock"
import type { UserId } from "@/lib/base/ids"
import { accessAfter } from "@/lib/impact/apply"
import type { AccessChange } from "@/lib/impact/model"
import { sceneOf } from "@/lib/impact/scene"
import { notify } from "@/lib/notices/notify"
import { type Found, rowOf } from "./find"

/** Tells those whom a change of access names as persons that they may use the connection now. Who could before hears nothing. */
export async function tellGranted(ctx: Context, found: Found, change: AccessChange): Promise<void> {
  const { userId: giver, name: by } = personOf(ctx)
  const { id, name } = found
  const named = change.add.flatMap(({ to }) => (to.principal === "user" && to.principalId !== giver ? [to.principalId as UserId] : []))
  if (named.length === 0) return
  const { people } = await sceneOf(ctx, [{ kind: "access", connectionId: id, change }])
  // What it gives counts, also while the connection is being checked or has stopped.
  const [before, after] = [found, accessAfter(found, change)].map((one) => ({ ...rowOf(one), status: "Active" as const }))
  const gained = named.filter((one) => {
    const person = people.get(one)
    const may = (row: typeof before) => person !== undefined && row !== undefined && decide(person, "use", row, now()).allowed
    return may(after) && !may(before)
  })
  await notify(ctx, gained, {
    tone: "ok",
    title: `You may use ${name} now.`,
    body: `${by} gave you access.`,
    path: `connections/${id}`,
    connectionId: id,
    once: `granted ${id} ${found.version + 1}`,
  })
}
