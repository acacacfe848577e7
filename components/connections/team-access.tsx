"use client"

import { useState } from "react"
import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { FormErrors } from "@/components/ui/form-errors"
import { notifyDone } from "@/components/ui/notify"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import type { Action } from "@/components/ui/use-action"
import { useFormAction } from "@/components/ui/use-form-action"
import type { ConnectionId, TeamId } from "@/lib/base/ids"
import type { ConnectionDetail } from "@/lib/connections/model"
import type { AccessChange } from "@/lib/impact/model"
import { changeOf, consequenceOf, type Mode, modeOf } from "./consequence"
import { TeamChecklist } from "./team-checklist"
import { sharedWithWords } from "./words"

export type ChangeAccess = Action<{ connectionId: ConnectionId; version: number; change: AccessChange; token?: string }, unknown>
type Props = { connection: ConnectionDetail; action: ChangeAccess; preview: PreviewAction }

/** Which teams may use the connection. Only what one changed is sent, so two people who touch different teams both win. */
export function TeamAccess({ connection, action, preview }: Props) {
  const [begun, setBegun] = useState<ConnectionDetail>()
  const [mode, setMode] = useState<Mode>()
  const [flipped, setFlipped] = useState<ReadonlySet<TeamId>>(new Set())
  // What one edits is what one saw at the first change; the row may move on meanwhile, and Save says so if it matters.
  const base = begun ?? connection
  const { id, version, teams, visibility, may, owner } = base
  const before = modeOf(base)
  const shown = mode ?? before
  const chosen = new Set(teams.filter(({ id, selected }) => selected !== flipped.has(id)).map(({ id }) => id))
  const input = { connectionId: id, version, change: changeOf(base, shown, chosen) }
  const forget = () => {
    setBegun(undefined)
    setMode(undefined)
    setFlipped(new Set())
  }
  const form = useFormAction({
    action,
    read: () => input,
    onDone: () => {
      forget()
      notifyDone("Team access saved")
    },
  })
  // The server lets nobody be cut off unseen: it answers with whom it would affect, and the window shows them.
  const affects = form.failure?.facts?.impact !== undefined
  const changed = shown !== before || (shown === "teams" && flipped.size > 0)
  const touch = () => {
    setBegun(base)
    form.touch()
  }
  const flip = (team: TeamId) => {
    const next = new Set(flipped)
    if (!next.delete(team)) next.add(team)
    setFlipped(next)
    touch()
  }
  /** Keeps what was chosen and takes it to the row as it is now. */
  const rebase = () => {
    const now = new Map(connection.teams.map((team) => [team.id, team.selected]))
    setFlipped(new Set([...now].filter(([team, selected]) => chosen.has(team) !== selected).map(([team]) => team)))
    setMode(shown)
    setBegun(connection)
    form.forget()
  }
  if (visibility === "private" && !may.share)
    return (
      <Banner tone="info" title={`Private: only ${owner.name} uses it.`}>
        Only its owner can share it.
      </Banner>
    )
  return (
    <form {...form.props} className="max-w-3xl">
      <Card
        title="Select teams"
        description="A team's members build audiences only on connections that are assigned to it."
        footer={
          <div className="grid w-full gap-2 md:flex md:items-center md:justify-between">
            <p aria-live="polite" className="min-w-0 text-muted-foreground">
              {changed ? consequenceOf(connection, shown, chosen) : "Nothing changed."}
            </p>
            <Button type="submit" variant="primary" pending={form.pending}>
              Save
            </Button>
          </div>
        }
      >
        <div className="grid gap-4">
          {!affects && <FormErrors failure={form.failure} />}
          {form.failure?.code === "conflict" && !affects && (
            <Banner
              tone="info"
              title={`Now: ${sharedWithWords(connection.sharedWith)}.`}
              action={<Button onClick={rebase}>Keep my choice and look again</Button>}
            />
          )}
          {visibility === "private" && <Banner tone="info" title={`Private: only ${owner.name} uses it. Choose teams to share it.`} />}
          <RadioGroup
            legend="Who may use it"
            name="mode"
            value={shown}
            onValueChange={(value) => {
              setMode(value as Mode)
              touch()
            }}
          >
            <RadioOption value="all teams" label="All teams" help="Also teams made later." />
            <RadioOption value="teams" label="Only these teams" />
            <RadioOption value="none" label="No team" help={`Only ${owner.name}, its owner, can then use it.`} />
          </RadioGroup>
          {shown !== "none" && (
            <TeamChecklist
              teams={teams}
              chosen={shown === "all teams" ? new Set(teams.map(({ id }) => id)) : chosen}
              onToggle={(team) => {
                if (shown === "all teams") setMode("teams")
                flip(team)
              }}
            />
          )}
          {shown === "teams" && chosen.size === 0 && (
            <Banner tone="warn" title={`No team is selected: only ${owner.name} can then use it.`} />
          )}
        </div>
      </Card>
      {affects && (
        <ImpactDialog
          title={`Take access to ${connection.name} away`}
          consequence={consequenceOf(connection, shown, chosen)}
          label="Save"
          acts={[{ kind: "access", connectionId: id, change: input.change }]}
          preview={preview}
          act={(token) => action({ ...input, token })}
          done="Team access saved"
          onDone={() => {
            forget()
            form.reset()
          }}
          onClose={form.forget}
        />
      )}
    </form>
  )
}
