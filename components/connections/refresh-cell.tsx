"use client"

import { RefreshCw, X } from "lucide-react"
import { IconButton } from "@/components/ui/icon-button"
import { notifyFailure } from "@/components/ui/notify"
import { Progress } from "@/components/ui/progress"
import { RelativeTime } from "@/components/ui/relative-time"
import { Tooltip } from "@/components/ui/tooltip"
import { type Action, useAction } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionRow, RunView } from "@/lib/connections/model"
import { connectionCan } from "@/lib/connections/states"

export type RefreshActions = {
  refresh: Action<{ connectionId: ConnectionId }, unknown>
  cancel: Action<{ connectionId: ConnectionId }, unknown>
}

/** When the schema was last read; the Refresh icon; and, while it is being read, how far it has come. */
export function RefreshCell({ row, actions }: { row: ConnectionRow; actions: RefreshActions }) {
  const { id, name, status, lifecycle, schemaRefreshedAt, refresh, may } = row
  const start = useAction(actions.refresh)
  const stop = useAction(actions.cancel)
  const press = async (deed: typeof start) => {
    const result = await deed.run({ connectionId: id })
    if (result && !result.ok) notifyFailure(result.error)
  }
  if (refresh)
    return (
      <span className="flex items-center gap-1">
        <Tooltip text="A refresh can take up to 15 minutes, depending on the size of the schema. You can leave this page.">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the note must be readable without a pointer */}
          <span tabIndex={0} className="rounded-sm">
            <Progress text={progressWords(refresh)} label={`Refreshing the schema of ${name}`} />
          </span>
        </Tooltip>
        {may.refresh && (
          <IconButton label="Cancel refresh" size="icon-small" pending={stop.pending} onClick={() => press(stop)}>
            <X aria-hidden="true" />
          </IconButton>
        )}
      </span>
    )
  const can = lifecycle === "live" && connectionCan(status, "refresh")
  return (
    <span className="flex items-center gap-1">
      {schemaRefreshedAt ? <RelativeTime at={schemaRefreshedAt} /> : <span className="text-faint">Never</span>}
      {may.refresh && can && (
        <IconButton label="Refresh" size="icon-small" pending={start.pending} data-refresh="" onClick={() => press(start)}>
          {!start.pending && <RefreshCw aria-hidden="true" />}
        </IconButton>
      )}
    </span>
  )
}

/** Counts, never a fixed timer: "Reading · 1,204 tables". */
export function progressWords({ state, progress }: RunView): string {
  if (state === "queued") return "Waiting to start"
  if (!progress) return "Starting"
  return progress.tables === undefined ? progress.step : `${progress.step} · ${progress.tables.toLocaleString("en")} tables`
}
