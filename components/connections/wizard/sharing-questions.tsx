"use client"

import { Caution } from "@/components/connections/permission-fields"
import { TeamChecklist } from "@/components/connections/team-checklist"
import { Banner } from "@/components/ui/banner"
import { CheckboxField } from "@/components/ui/checkbox"
import { FieldError } from "@/components/ui/field"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import type { TeamId } from "@/lib/base/ids"
import type { AccessChoice } from "./draft"

export type TeamChoice = { id: TeamId; name: string; memberCount: number }
type Props = {
  teams: readonly TeamChoice[]
  access: AccessChoice
  agency: boolean
  errors?: readonly string[]
  onAccess: (access: AccessChoice) => void
}

/** The two questions of sharing (CRE-10); the second in an agency alone (CRE-11). */
export function SharingQuestions({ teams, access, agency, errors = [], onAccess }: Props) {
  const { kind, teamIds, clients } = access
  const own = kind !== "private"
  const lent = agency && clients
  const chosen = new Set(teamIds)
  const toggle = (team: TeamId) =>
    onAccess({ ...access, kind: "teams", teamIds: chosen.has(team) ? teamIds.filter((id) => id !== team) : [...teamIds, team] })
  return (
    <>
      <fieldset className="min-w-0" aria-invalid={errors.length > 0 || undefined}>
        <legend className="mb-1.5 font-medium">Who may use it?</legend>
        <p className="mb-2 text-muted-foreground text-xs">Nobody ever sees the credential. You can change this at any time.</p>
        <CheckboxField
          name="access"
          label="Share this connection with your team"
          help="Its members build audiences and queries on it without signing in to the source."
          checked={own}
          onCheckedChange={(on) => onAccess({ ...access, kind: on ? (teamIds.length > 0 ? "teams" : "all teams") : "private" })}
        />
        {agency && (
          <CheckboxField
            label="Share this connection with your client accounts"
            help="All of them, also those added later."
            checked={clients}
            onCheckedChange={(on) => onAccess({ ...access, clients: on })}
          />
        )}
        {errors.length > 0 && <FieldError messages={errors} />}
      </fieldset>
      {own && (
        <RadioGroup
          legend="Which teams?"
          name="teams"
          look="cards"
          value={kind}
          onValueChange={(next) => onAccess({ ...access, kind: next as AccessChoice["kind"] })}
        >
          <RadioOption value="all teams" label="All teams" help="Also teams made later." />
          <RadioOption value="teams" label="Only these teams" help="The members of the teams that you choose." />
        </RadioGroup>
      )}
      {kind === "teams" && (
        <TeamChecklist
          teams={teams.map(({ memberCount, ...team }) => ({ ...team, members: memberCount, selected: chosen.has(team.id), audiences: 0 }))}
          chosen={chosen}
          onToggle={toggle}
        />
      )}
      {kind === "teams" && teamIds.length === 0 && <Banner tone="warn" title="No team is selected: only you can then use it." />}
      {own || lent ? (
        <Caution />
      ) : (
        <Banner tone="info" title="Private: only you use it.">
          Owners and admins see that it is there.
        </Banner>
      )}
    </>
  )
}
