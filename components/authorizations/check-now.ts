import { type Action, reach } from "@/components/ui/use-action"
import type { Checked } from "@/lib/authorizations/model"
import type { ConnectionId } from "@/lib/base/ids"

export type CheckNow = Action<{ connectionIds: ConnectionId[] }, Checked>

/** Of one row: what would be refused among many is refused as a whole. */
export const checkOne =
  (check: CheckNow): Action<ConnectionId, Checked> =>
  async (id) => {
    const result = await reach(check, { connectionIds: [id] })
    const [refused] = result.ok ? result.value.refused : []
    return refused ? { ok: false, error: { code: "conflict", message: refused.why, fields: {} } } : result
  }
