"use client"

import { useState } from "react"
import { Button } from "@/components/ui/button"
import { later } from "@/components/ui/later"
import { notifyFailure } from "@/components/ui/notify"
import { tip } from "@/components/ui/tip"
import { useAction } from "@/components/ui/use-action"
import type { TeamId } from "@/lib/base/ids"
import type { ConnectionPage } from "@/lib/connections/model"
import type { Asked } from "../address"
import { acts, type BulkActions, counted, refusalOf } from "./acts"
import type { Selection } from "./use-selection"

const BulkDialog = later(() => import("./bulk-dialog").then(({ BulkDialog }) => BulkDialog))

type Props = {
  asked: Asked
  page: ConnectionPage
  selection: Selection
  actions: BulkActions
  teams: readonly { id: TeamId; name: string }[]
}
type Act = (typeof acts)[number]

/** What can be done with all that is selected. It stands at the foot of the window, so that no row moves when the first is selected. */
export function BulkBar({ asked, page, selection, actions, teams }: Props) {
  const [shown, setShown] = useState<Act>()
  const { picked, keep, clear } = selection
  return (
    <>
      {picked.size > 0 && (
        <section
          aria-label="Selected connections"
          data-print="no"
          className="sticky bottom-2 z-20 mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg border border-border bg-popover px-3 py-2 shadow-float"
        >
          <p className="font-medium">{picked.size.toLocaleString("en")} selected</p>
          <AllThatMatch key={filterOf(asked)} asked={asked} page={page} selection={selection} match={actions.match} />
          <Button variant="ghost" size="small" className="max-md:ml-auto" onClick={clear}>
            Clear selection
          </Button>
          <div className="flex gap-1.5 p-1 max-md:-m-1 max-md:w-full max-md:overflow-x-auto md:ml-auto">
            {acts.map((act) => {
              const refusal = refusalOf(act, picked)
              return (
                <Button
                  key={act.deed}
                  size="small"
                  variant={act.danger ? "danger" : "secondary"}
                  aria-disabled={refusal !== undefined}
                  onClick={() => setShown(act)}
                  {...(refusal && tip(refusal))}
                >
                  {act.label}
                </Button>
              )
            })}
          </div>
        </section>
      )}
      {shown && (
        <BulkDialog
          act={shown}
          picked={picked}
          teams={teams}
          actions={actions}
          onDone={({ done, refused }) =>
            keep(
              refused.map(({ id }) => id),
              `${done.length} done, ${refused.length} refused`,
            )
          }
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  )
}

/** What decides which rows there are; how they are sorted and cut into pages does not. */
const filterOf = ({ sort: _, direction: _d, size: _s, after: _a, before: _b, ...filter }: Asked) => JSON.stringify(filter)

type MatchProps = Pick<Props, "asked" | "page" | "selection"> & { match: BulkActions["match"] }

/** Offered when the whole page is selected and more rows match the search and the filters than stand on it. */
function AllThatMatch({ asked, page: { rows, total, more }, selection: { picked, page, keep }, match }: MatchProps) {
  const [matched, setMatched] = useState<{ size: number; total: number }>()
  const { run, pending } = useAction(match)
  const all = `${total.toLocaleString("en")}${more ? "+" : ""}`
  if (matched && matched.size === picked.size)
    return <p className="text-muted-foreground">{sentenceOf(matched.size, matched.total > matched.size ? all : undefined)}</p>
  if (!page.checked || (total <= rows.length && !more)) return null
  const select = async () => {
    const result = await run(JSON.parse(filterOf(asked)))
    if (result?.ok) {
      const { ids, total } = result.value
      setMatched({ size: ids.length, total })
      keep(ids, sentenceOf(ids.length, total > ids.length ? all : undefined))
    } else if (result) notifyFailure(result.error)
  }
  return (
    <Button variant="ghost" size="small" pending={pending} onClick={select}>
      {`Select all ${all} that match`}
    </Button>
  )
}

const sentenceOf = (size: number, of?: string) =>
  of
    ? `The first ${size.toLocaleString("en")} of ${of} that match are selected: one act takes no more.`
    : `All ${counted(size)} that match are selected.`
