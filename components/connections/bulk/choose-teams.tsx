"use client"

import { Banner } from "@/components/ui/banner"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import type { TeamId } from "@/lib/base/ids"
import { Caution } from "../permission-fields"
import { TeamChecklist } from "../team-checklist"

export type Chosen = { all: boolean; some: ReadonlySet<TeamId> }
type Props = { teams: readonly { id: TeamId; name: string }[]; chosen: Chosen; onChange: (chosen: Chosen) => void }

/** All teams, or these and no others. */
export function ChooseTeams({ teams, chosen, onChange }: Props) {
  const flip = (id: TeamId) => {
    const some = new Set(chosen.some)
    if (!some.delete(id)) some.add(id)
    onChange({ ...chosen, some })
  }
  return (
    <>
      <RadioGroup
        legend="Who may use them"
        name="teams"
        value={chosen.all ? "all" : "some"}
        onValueChange={(value) => onChange({ ...chosen, all: value === "all" })}
      >
        <RadioOption value="all" label="All teams" help="Also teams made later." />
        <RadioOption value="some" label="Only these teams" />
      </RadioGroup>
      {!chosen.all && <TeamChecklist teams={teams} chosen={chosen.some} onToggle={flip} />}
      {!chosen.all && chosen.some.size === 0 ? (
        <Banner tone="warn" title="No team is selected: only the owner of each can then use it." />
      ) : (
        <Caution />
      )}
    </>
  )
}
