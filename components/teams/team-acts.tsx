"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { FormDialog } from "@/components/accounts/form-dialog"
import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { Result } from "@/lib/base/errors"
import type { TeamId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { Team } from "@/lib/teams/list"

export type TeamActs = {
  rename: (input: { teamId: TeamId; version: number; name: string }, key?: string) => Promise<Result<{ name: string }>>
  remove: (input: { teamId: TeamId; token?: string }) => Promise<Result<unknown>>
  preview: PreviewAction
}

export function TeamActsBar({ slug, team, rename, remove, preview }: TeamActs & { slug: string; team: Team }) {
  const router = useRouter()
  const [leaving, setLeaving] = useState(false)
  return (
    <>
      <FormDialog
        trigger={{ children: "Rename" }}
        title="Rename team"
        label="Save name"
        action={rename}
        read={(typed) => ({ teamId: team.id, version: team.version, name: String(typed.get("name")) })}
        done="Name saved"
      >
        {({ errorsOf }) => (
          <Field label="Name" name="name" error={errorsOf("name")}>
            <Input autoComplete="off" autoFocus defaultValue={team.name} />
          </Field>
        )}
      </FormDialog>
      <Button variant="danger" onClick={() => setLeaving(true)}>
        Delete team
      </Button>
      {leaving && (
        <ImpactDialog
          onClose={() => setLeaving(false)}
          title={`Delete ${team.name}`}
          consequence="What was shared with this team is no longer shared with it. This cannot be undone."
          label="Delete team"
          acts={[{ kind: "remove team", teamId: team.id }]}
          preview={preview}
          act={(token) => remove({ teamId: team.id, token })}
          done={`${team.name} deleted`}
          onDone={() => router.push(paths.panelTeams(slug))}
        >
          <Consequences team={team} />
        </ImpactDialog>
      )}
    </>
  )
}

const many = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`

function Consequences({ team: { memberCount, audienceCount, connections } }: { team: Team }) {
  return (
    <ul className="list-disc space-y-1 pl-4">
      <li>{memberCount === 0 ? "Nobody is in it." : `${many(memberCount, "member")} leave it and stay in the organization.`}</li>
      <li>
        {connections.length === 0
          ? "No connection is shared with it by name."
          : `${many(connections.length, "connection")} no longer shared with it: ${connections.map(({ name }) => name).join(", ")}.`}
      </li>
      {audienceCount > 0 && <li>{many(audienceCount, "audience")} made in it pass to those who made them.</li>}
    </ul>
  )
}
