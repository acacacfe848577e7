import type { Context } from "@/lib/access/context"
import { env } from "@/lib/base/env"
import type { ConnectionId } from "@/lib/base/ids"
import { createConnection } from "@/lib/connections/create"
import { validateConnection } from "@/lib/connections/validate"
import type { ToolTrial } from "@/lib/connectors/channel/trial"
import type { PlatformId } from "@/lib/connectors/manifests"
import type { House } from "./world"

let made = 0

/** A channel tool behind its double, to connect with the product's own verbs. Begin before anything is dialled in this process. */
export async function aTool(platform: PlatformId, begin: () => Promise<ToolTrial>) {
  const { double, answers, end } = await begin()
  env().EGRESS_ALLOW = [env().EGRESS_ALLOW, `127.0.0.1:${double.port}`].filter(Boolean).join(",")
  return {
    double,
    end,
    /** Created and validated, as far as it gets. */
    async connect(house: House, ctx: Context, secret = double.key(), more: object = {}): Promise<ConnectionId> {
      const { settings, keys } = answers(secret)
      const { method, ...typed } = keys as { method: string }
      const name = `Tool ${++made}`
      const { id, runId } = await createConnection(ctx, {
        platform,
        method,
        name,
        description: "",
        settings,
        keys: typed,
        access: { kind: "default" },
        ...more,
      })
      await validateConnection(house.worker(), { connectionId: id, runId })
      return id
    },
  }
}
