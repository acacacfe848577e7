"use client"

import { type ComponentType, useEffect, useEffectEvent, useState } from "react"
import { ask, Refused } from "@/components/ask"
import { notifyFailure } from "@/components/ui/notify"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"
import type { RowActions } from "./row-menu"

/** A window that an entry of the row's menu opens. `connection` is as it was when the window opened: what one edits is what one saw. */
export type RowWindow = ComponentType<{ slug: string; connection: ConnectionDetail; actions: RowActions; onClose: () => void }>

type Props = { slug: string; id: ConnectionId; actions: RowActions; window: RowWindow; onClose: () => void }

/** Asks once for all that the window needs, then shows it; the list may move on behind it. */
export function WindowOfRow({ slug, id, actions, window: Window, onClose }: Props) {
  const [connection, setConnection] = useState<ConnectionDetail>()
  const gone = useEffectEvent((error: unknown) => {
    if (error instanceof Refused) notifyFailure(error.failure)
    onClose()
  })
  useEffect(() => {
    const hangUp = new AbortController()
    ask<ConnectionDetail>(paths.api.connection(slug, id), { signal: hangUp.signal }).then(
      setConnection,
      (error: unknown) => !hangUp.signal.aborted && gone(error),
    )
    return () => hangUp.abort()
  }, [slug, id])
  return connection && <Window slug={slug} connection={connection} actions={actions} onClose={onClose} />
}
