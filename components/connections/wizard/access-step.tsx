"use client"

import Link from "next/link"
import { useSignInAgain } from "@/components/accounts/sign-in-again"
import { TeamChecklist } from "@/components/connections/team-checklist"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Facts } from "@/components/ui/facts"
import { FormErrors } from "@/components/ui/form-errors"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import { useFormAction } from "@/components/ui/use-form-action"
import type { Failure } from "@/lib/base/errors"
import type { TeamId } from "@/lib/base/ids"
import type { Access } from "@/lib/connections/model"
import type { Manifest } from "@/lib/connectors/connector"
import { schemaOf } from "@/lib/connectors/fields"
import type { WizardProps } from "./connect-wizard"
import { type AccessChoice, inputOf, type Typed } from "./draft"

export type TeamChoice = { id: TeamId; name: string; members: number }
type AccessStepProps = {
  manifest: Manifest
  typed: Typed
  teams: readonly TeamChoice[]
  access: AccessChoice
  back: string
  create: WizardProps["create"]
  onAccess: (access: AccessChoice) => void
  onRefused: (failure: Failure) => void
  onDone: (connectionId: string) => void
}

/** Who may use it; then it is made, and its checks begin. */
export function AccessStep({ manifest, typed, teams, access, back, create, onAccess, onRefused, onDone }: AccessStepProps) {
  const { kind, teamIds } = access
  const shares = manifest.capabilities.sharing
  const chosen = new Set(teamIds)
  const toggle = (team: TeamId) =>
    onAccess({ kind: "teams", teamIds: chosen.has(team) ? teamIds.filter((id) => id !== team) : [...teamIds, team] })
  const form = useFormAction({
    action: async ({ key }: { key: string }) => {
      const result = await create({ ...inputOf(manifest, typed), access: shares ? chosenAccess(access) : { kind: "private" } }, key)
      if (!result.ok && result.error.code !== "unauthenticated") onRefused(result.error)
      return result
    },
    read: (_, key) => ({ key }),
    guard: false,
    onDone: ({ id }) => onDone(id),
  })
  const { failure } = form
  useSignInAgain(failure, () => form.props.ref.current?.requestSubmit())
  return (
    <form {...form.props} method="post" className="grid max-w-2xl gap-5">
      {failure && failure.code !== "unauthenticated" && <FormErrors failure={failure} />}
      <Facts
        className="rounded-lg border border-border bg-card px-4 py-3"
        facts={[
          { term: "Name", value: <bdi>{typed.name}</bdi> },
          { term: "Source", value: manifest.name },
          { term: "Target", value: locatorOf(manifest, typed), mono: true },
        ]}
      />
      {shares ? (
        <RadioGroup
          legend="Who may use it?"
          name="access"
          look="cards"
          value={kind}
          onValueChange={(next) => onAccess({ kind: next as AccessChoice["kind"], teamIds })}
          help="Nobody ever sees the credential. You can change this at any time."
          error={form.errorsOf("access")}
        >
          <RadioOption value="all teams" label="All teams" help="Also teams made later." />
          <RadioOption value="teams" label="Only these teams" help="The members of the teams that you choose." />
          <RadioOption value="private" label="Private" help="Only you use it. Owners and admins see that it is there." />
        </RadioGroup>
      ) : (
        <Banner tone="info" title="This platform does not support connection sharing.">
          The connection is yours alone. Owners and admins see that it is there.
        </Banner>
      )}
      {shares && kind === "teams" && (
        <TeamChecklist
          teams={teams.map((team) => ({ ...team, selected: chosen.has(team.id), audiences: 0 }))}
          chosen={chosen}
          onToggle={toggle}
        />
      )}
      {shares && kind === "teams" && teamIds.length === 0 && <Banner tone="warn" title="No team is selected: only you can then use it." />}
      <div className="flex flex-wrap items-center gap-3 border-border border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          Save
        </Button>
        <Button asChild variant="ghost">
          <Link href={back}>Back</Link>
        </Button>
        <p className="text-muted-foreground text-xs">Save makes the connection and begins its checks. You can leave while they run.</p>
      </div>
    </form>
  )
}

const chosenAccess = ({ kind, teamIds }: AccessChoice): Access => (kind === "teams" ? { kind, teamIds } : { kind })

function locatorOf(manifest: Manifest, typed: Typed): string {
  const settings = schemaOf(manifest.settings).safeParse(inputOf(manifest, typed).settings)
  return settings.success ? manifest.locator(settings.data) : ""
}
