"use client"

import { ArrowDown, ArrowUp, Copy, Trash2 } from "lucide-react"
import { IconButton } from "@/components/ui/icon-button"

type PartActionsProps = {
  /** Said after the verb: "condition 2", "group 3". */
  what: string
  first: boolean
  last: boolean
  onMove: (by: -1 | 1) => void
  onCopy: () => void
  onRemove: () => void
}

/** What can be done to a condition or a group as a whole. Every one has a button, none needs a drag. */
export function PartActions({ what, first, last, onMove, onCopy, onRemove }: PartActionsProps) {
  return (
    <div className="flex items-center">
      <IconButton label={`Move ${what} up`} size="icon-small" data-control="up" aria-disabled={first} onClick={() => onMove(-1)}>
        <ArrowUp aria-hidden="true" />
      </IconButton>
      <IconButton label={`Move ${what} down`} size="icon-small" data-control="down" aria-disabled={last} onClick={() => onMove(1)}>
        <ArrowDown aria-hidden="true" />
      </IconButton>
      <IconButton label={`Duplicate ${what}`} size="icon-small" data-control="copy" onClick={onCopy}>
        <Copy aria-hidden="true" />
      </IconButton>
      <IconButton label={`Remove ${what}`} size="icon-small" data-control="remove" onClick={onRemove}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </div>
  )
}
