"use client"

import { useState } from "react"
import { FormDialog } from "@/components/accounts/form-dialog"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { CopyButton } from "@/components/ui/copy-button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"
import type { MemberRole } from "@/lib/access/permissions"
import type { Result } from "@/lib/base/errors"
import type { TeamId } from "@/lib/base/ids"
import type { Invited } from "@/lib/invitations/model"
import { LinkOnce } from "./link-once"
import { RoleField, roleIn, SeatField, seatIn, type TeamName, TeamsField, teamsIn } from "./member-fields"

type Input = { emails: string; role: MemberRole; seat: boolean; teamIds: TeamId[] }
export type Invite = (input: Input) => Promise<Result<{ results: Invited[] }>>

export function InviteDialog({ own, teams, invite }: { own: string; teams: readonly TeamName[]; invite: Invite }) {
  const [open, setOpen] = useState(false)
  const [results, setResults] = useState<Invited[]>()
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Invite people
      </Button>
      <FormDialog
        open={open}
        onOpenChange={setOpen}
        title="Invite people"
        description="You get a link for each of them to send in your own way. It works once, for 7 days."
        label="Make invitations"
        action={(input: Input) => invite(input)}
        read={(typed) => ({ emails: String(typed.get("emails")), role: roleIn(typed), seat: seatIn(typed), teamIds: teamsIn(typed) })}
        onDone={({ results }) => setResults(results)}
        labels={{ emails: "Email addresses", role: "Role" }}
      >
        {({ errorsOf }) => (
          <>
            <Field label="Email addresses" name="emails" help="One a line, or with commas between. Up to 50." error={errorsOf("emails")}>
              <Textarea rows={4} autoComplete="off" autoFocus />
            </Field>
            <RoleField own={own} from="marketer" errorsOf={errorsOf} />
            <SeatField has />
            <TeamsField teams={teams} />
          </>
        )}
      </FormDialog>
      <Dialog open={results !== undefined} onOpenChange={(next) => next || setResults(undefined)}>
        {results && <Outcome results={results} />}
      </Dialog>
    </>
  )
}

function Outcome({ results }: { results: Invited[] }) {
  const made = results.filter(({ url }) => url)
  const all = made.map(({ email, url }) => `${email}\t${url}`).join("\n")
  return (
    <DialogContent
      title={made.length === 1 ? "1 invitation made" : `${made.length} invitations made`}
      description="Copy the links now: they are shown this once and kept nowhere."
      footer={made.length > 1 && <CopyButton labelled text={all} label="Copy all links" />}
    >
      <ul className="grid gap-3">
        {results.map(({ email, url, refusal }) => (
          <li key={email} className="grid min-w-0 gap-1">
            <bdi className="font-medium [overflow-wrap:anywhere]">{email}</bdi>
            {url ? <LinkOnce url={url} label={`Copy link for ${email}`} /> : <Banner tone="warn" title={refusal} />}
          </li>
        ))}
      </ul>
    </DialogContent>
  )
}
