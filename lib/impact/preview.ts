import "server-only"
import { type Context, isRole, personOf } from "@/lib/access/context"
import { type Action, decide, refusals } from "@/lib/access/decide"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { type Act, acts } from "./model"
import { impactOf } from "./of"
import { sceneOf } from "./scene"

/** What an act would change, before it is done. Only for those who may do it. */
export const previewImpact = query("impact.preview", acts, async (ctx, { acts }) => {
  await demandRights(ctx, acts)
  return impactOf(ctx, acts)
})

const rights: Partial<Record<Act["kind"], Action>> = {
  access: "narrow",
  disconnect: "disconnect",
  delete: "delete",
  replace: "replace",
  "give ownership": "giveOwnership",
}

async function demandRights(ctx: Context, wanted: readonly Act[]): Promise<void> {
  const person = personOf(ctx)
  const { links } = await sceneOf(ctx, wanted)
  for (const act of wanted) {
    const right = rights[act.kind]
    if (right === undefined || !("connectionId" in act)) {
      if (!isRole(person.role, ["owner", "admin"])) throw new AppError("forbidden", refusals.role)
      continue
    }
    const link = links.get(act.connectionId)
    if (!link || !decide(person, "view", link, now()).allowed) throw new AppError("not_found", refusals["not found"])
    const { reason } = decide(person, right, link, now())
    // Who may only widen sees that nothing is taken away.
    if (reason !== "yes" && !(act.kind === "access" && decide(person, "share", link, now()).allowed))
      throw new AppError("forbidden", refusals[reason])
  }
}
