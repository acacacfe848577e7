"use client"

import { Trash2 } from "lucide-react"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { IconButton } from "@/components/ui/icon-button"
import type { Result } from "@/lib/base/errors"
import type { AudienceId } from "@/lib/base/ids"

export type Remove = (input: { audienceId: AudienceId }) => Promise<Result<unknown>>

type RemoveAudienceProps = { id: AudienceId; name: string; remove: Remove; onDone?: () => void; labelled?: boolean }

export function RemoveAudience({ id, name, remove, onDone = toHeading, labelled }: RemoveAudienceProps) {
  return (
    <ConfirmDialog
      trigger={
        labelled ? (
          <Button variant="danger">Delete audience</Button>
        ) : (
          <IconButton label={`Delete ${name}`} size="icon-small">
            <Trash2 aria-hidden="true" />
          </IconButton>
        )
      }
      title={`Delete “${name}”?`}
      consequence="The audience and its filter are gone for everybody in the team. The data in the source stays as it is. This cannot be undone."
      label="Delete audience"
      action={remove}
      input={{ audienceId: id }}
      done={`“${name}” is deleted`}
      onDone={onDone}
    />
  )
}

/** The row is gone, and with it the button that had the focus. */
const toHeading = () => setTimeout(() => document.querySelector("h1")?.focus(), 100)
