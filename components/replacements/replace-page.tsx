"use client"

import Link from "next/link"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { Field } from "@/components/ui/field"
import { notifyFailure } from "@/components/ui/notify"
import { Select } from "@/components/ui/select"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId, ReplacementId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"
import type { Candidate, Fit, Fits, Move, ReplacementView } from "@/lib/replacements/model"
import { FitList } from "./fit-list"
import { UndoCard } from "./undo-card"

type Wanted = { connectionId: ConnectionId; by: ConnectionId; moves: Move[] }
export type ReplaceActions = {
  preview: PreviewAction
  fits: Action<Wanted, Fits>
  replace: Action<Wanted & { token?: string }, unknown>
  undo: Action<{ replacementId: ReplacementId; token?: string }, { back: number; left: number }>
}
type Props = {
  slug: string
  connection: ConnectionDetail
  candidates: Candidate[]
  chosen: Candidate | undefined
  initial: Fits | undefined
  done: ReplacementView[]
  actions: ReplaceActions
}

const keyOf = ({ kind, id }: Pick<Fit, "kind" | "id">) => `${kind} ${id}`
const movable = ({ verdict }: Fit) => verdict === "fits" || verdict === "fits after mapping"

/** Choose what takes the place of a connection, see a verdict for everything that leans on it, and move what fits. */
export function ReplacePage({ slug, connection, candidates, chosen, initial, done, actions }: Props) {
  const router = useRouter()
  const { id, name, platform } = connection
  const fresh = paths.newConnection(slug, { platform })
  return (
    <div className="grid max-w-3xl gap-5">
      {candidates.length === 0 ? (
        <EmptyState title="No other connection could take its place" action={{ label: "Create new and move", href: fresh }}>
          A replacement is of the same platform and Active. Create one, then come back here to move what leans on {name}.
        </EmptyState>
      ) : (
        <Card
          title={`Replace ${name}`}
          description="What leans on it goes on with another connection of the same platform. Nothing of it is lost, and it can be undone while both are in use."
        >
          <Field label="Replace it by" name="by">
            <Select
              value={chosen?.id ?? ""}
              onChange={({ target }) => router.replace(paths.replaceConnection(slug, id, { by: target.value }), { scroll: false })}
            >
              <option value="">Choose a connection</option>
              {candidates.map((one) => (
                <option key={one.id} value={one.id}>{`${one.name} · ${one.locator} · ${one.owner}`}</option>
              ))}
            </Select>
          </Field>
          <p className="mt-2 text-muted-foreground">
            None of these?{" "}
            <Link href={fresh} className="text-primary underline underline-offset-2">
              Create new and move
            </Link>
          </p>
        </Card>
      )}
      {chosen && initial && <Moves connection={connection} by={chosen} initial={initial} actions={actions} />}
      {done.map((one) => (
        <UndoCard key={one.id} from={connection} replacement={one} actions={actions} />
      ))}
    </div>
  )
}

function Moves({
  connection,
  by,
  initial,
  actions,
}: {
  connection: ConnectionDetail
  by: Candidate
  initial: Fits
  actions: ReplaceActions
}) {
  const [{ fits, elsewhere }, setFits] = useState(initial)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [columns, setColumns] = useState<Record<string, Record<string, string>>>({})
  const [asked, setAsked] = useState(false)
  const moves = fits
    .filter((fit) => movable(fit) && !left.has(keyOf(fit)))
    .map(({ kind, id }): Move => ({ kind, id, columns: columns[`${kind} ${id}`] ?? {} }))
  const map = async (fit: Fit, column: string, to: string) => {
    const next = { ...columns, [keyOf(fit)]: { ...columns[keyOf(fit)], [column]: to } }
    setColumns(next)
    const all = fits.map(({ kind, id }): Move => ({ kind, id, columns: next[`${kind} ${id}`] ?? {} }))
    const result = await actions.fits({ connectionId: connection.id, by: by.id, moves: all })
    if (result.ok) setFits(result.value)
    else notifyFailure(result.error)
  }
  const toggle = (fit: Fit) => {
    const next = new Set(left)
    if (!next.delete(keyOf(fit))) next.add(keyOf(fit))
    setLeft(next)
  }
  return (
    <Card
      title="What moves"
      description={elsewhere > 0 ? `${elsewhere} made in client accounts stay where they are.` : undefined}
      footer={
        <Button variant="primary" aria-disabled={moves.length === 0} onClick={() => moves.length > 0 && setAsked(true)}>
          Replace
        </Button>
      }
    >
      <FitList fits={fits} chosen={(fit) => movable(fit) && !left.has(keyOf(fit))} movable={movable} onToggle={toggle} onMap={map} />
      {asked && (
        <ImpactDialog
          onClose={() => setAsked(false)}
          title={`Replace ${connection.name}`}
          consequence={`${moves.length} of what leans on it go on with ${by.name}, all at once.`}
          label="Replace"
          danger={false}
          acts={[{ kind: "replace", connectionId: connection.id, by: by.id, moves: moves.map(({ kind, id }) => ({ kind, id })) }]}
          preview={actions.preview}
          act={(token) => actions.replace({ connectionId: connection.id, by: by.id, moves, token })}
          done={`${moves.length} moved to ${by.name}.`}
        />
      )}
    </Card>
  )
}
