import "server-only"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { runs, whys } from "./compare"
import { type Dependent, sceneOf } from "./scene"

export type Standing = Dependent & { /** Why it cannot run, in a few words; null when it can. */ why: string | null }

/** How everything that leans on a connection stands while the connection works: with its maker's right and seat as they are now. */
export async function standingsOf(ctx: Context, connectionId: ConnectionId): Promise<Standing[]> {
  const scene = await sceneOf(ctx, [{ kind: "disconnect", connectionId }])
  const link = scene.links.get(connectionId)
  const working = link && { ...link, lifecycle: "live" as const }
  const at = now()
  return scene.dependents.map((dependent) => {
    const decision = runs(dependent, scene, working, at)
    return { ...dependent, why: decision.allowed ? null : whys(decision, scene, dependent) }
  })
}
