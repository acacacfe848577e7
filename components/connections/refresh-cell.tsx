"use client"

import { X } from "lucide-react"
import { IconButton } from "@/components/ui/icon-button"
import { notifyFailure } from "@/components/ui/notify"
import { Progress } from "@/components/ui/progress"
import { RelativeTime } from "@/components/ui/relative-time"
import { tip } from "@/components/ui/tip"
import { type Action, useAction } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionRow, RunView } from "@/lib/connections/model"
import { connectionCan } from "@/lib/connections/states"

type Deed = Action<{ connectionId: ConnectionId }, unknown>
export type RefreshActions = { refresh: Deed; cancel: Deed }

const patience = "A refresh can take up to 15 minutes, depending on the size of the schema. You can leave this page."

/** When the schema was last read; the Refresh icon; and, while it is being read, how far it has come. */
export function RefreshCell({ row, actions }: { row: ConnectionRow; actions: RefreshActions }) {
  const { id, name, status, lifecycle, hasTables, schemaRefreshedAt, refresh, may } = row
  if (!hasTables) return <span className="text-faint">No schema</span>
  if (refresh) {
    const words = progressWords(refresh)
    return (
      <span className="row-parts">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the note must be readable without a pointer */}
        <span tabIndex={0} className="min-w-0 flex-1 rounded-sm" {...tip(`${words}. ${patience}`)}>
          <Progress text={words} label={`Refreshing the schema of ${name}`} className="min-w-0" />
        </span>
        {may.refresh && <Press label="Cancel refresh" id={id} deed={actions.cancel} />}
      </span>
    )
  }
  const can = may.refresh && lifecycle === "live" && connectionCan(status, "refresh")
  return (
    <span className="row-parts">
      {schemaRefreshedAt ? <RelativeTime at={schemaRefreshedAt} /> : <span className="text-faint">Never</span>}
      {can && <Press label="Refresh" id={id} deed={actions.refresh} data-refresh="" />}
    </span>
  )
}

type PressProps = { label: "Refresh" | "Cancel refresh"; id: ConnectionId; deed: Deed; "data-refresh"?: "" }

function Press({ label, id, deed, ...marks }: PressProps) {
  const { run, pending } = useAction(deed)
  const press = async () => {
    const result = await run({ connectionId: id })
    if (result && !result.ok) notifyFailure(result.error)
  }
  return (
    <IconButton label={label} size="icon-small" pending={pending} onClick={press} {...marks}>
      {label === "Refresh" ? !pending && <RefreshIcon /> : <X aria-hidden="true" />}
    </IconButton>
  )
}

const shape = "connections-refresh"

/** Drawn once in a table and pointed to by each of its rows. */
export const RefreshShape = () => (
  <svg aria-hidden="true" className="hidden">
    <symbol id={shape} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
      <path d="M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8M21 3v5h-5M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16M8 16H3v5" />
    </symbol>
  </svg>
)

const RefreshIcon = () => (
  <svg aria-hidden="true">
    <use href={`#${shape}`} />
  </svg>
)

/** Counts, never a fixed timer: "Reading · 1,204 tables". */
export function progressWords({ state, progress }: RunView): string {
  if (state === "queued") return "Waiting to start"
  if (!progress) return "Starting"
  return progress.tables === undefined ? progress.step : `${progress.step} · ${progress.tables.toLocaleString("en")} tables`
}
