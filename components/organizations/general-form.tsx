"use client"

import { useRouter } from "next/navigation"
import { useEffect } from "react"
import { useSignInAgain } from "@/components/accounts/sign-in-again"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { FormErrors } from "@/components/ui/form-errors"
import { Input } from "@/components/ui/input"
import { notifyDone, notifyFailure } from "@/components/ui/notify"
import { Switch } from "@/components/ui/switch"
import { useAction } from "@/components/ui/use-action"
import { useFormAction } from "@/components/ui/use-form-action"
import type { Result } from "@/lib/base/errors"

type Change = { version: number; name?: string; marketersMayConnect?: boolean; agency?: boolean }
export type UpdateOrganization = (input: Change, key?: string) => Promise<Result<{ version: number }>>
type Settings = { slug: string; name: string; kind: "standard" | "agency" | "client"; marketersMayConnect: boolean; version: number }

/** One card a setting, each saved on its own. */
export function GeneralForm({ settings, update }: { settings: Settings; update: UpdateOrganization }) {
  return (
    <div className="grid max-w-2xl gap-5">
      <NameCard settings={settings} update={update} />
      <MarketersCard settings={settings} update={update} />
      {settings.kind !== "client" && <AgencyCard settings={settings} update={update} />}
    </div>
  )
}

function NameCard({ settings: { name, slug, version }, update }: { settings: Settings; update: UpdateOrganization }) {
  const router = useRouter()
  const form = useFormAction({
    action: ({ change, key }: { change: Change; key: string }) => update(change, key),
    read: (typed, key) => ({ change: { version, name: String(typed.get("name")) }, key }),
    onDone: () => notifyDone("Name saved"),
  })
  const { failure } = form
  useSignInAgain(failure, () => form.props.ref.current?.requestSubmit())
  useEffect(() => {
    if (failure?.code === "conflict") router.refresh()
  }, [failure, router])
  return (
    <form {...form.props} method="post">
      <Card
        title="Name"
        footer={
          <Button type="submit" variant="primary" pending={form.pending}>
            Save name
          </Button>
        }
      >
        <div className="grid gap-3">
          {failure && failure.code !== "unauthenticated" && Object.keys(failure.fields).length === 0 && <FormErrors failure={failure} />}
          <Field label="Organization name" name="name" error={form.errorsOf("name")} help={`Its address stays /${slug}.`}>
            <Input autoComplete="organization" defaultValue={name} />
          </Field>
        </div>
      </Card>
    </form>
  )
}

type CardProps = { settings: Settings; update: UpdateOrganization }

function MarketersCard({ settings: { marketersMayConnect, version }, update }: CardProps) {
  return (
    <Card title="Who may connect">
      <SavedSwitch
        label="Marketers may create connections"
        help="Owners, admins and editors always may. A connection that a marketer creates starts private."
        on={marketersMayConnect}
        save={(marketersMayConnect) => update({ version, marketersMayConnect })}
        done={["Marketers may create connections", "Marketers may not create connections"]}
      />
    </Card>
  )
}

function AgencyCard({ settings: { kind, version }, update }: CardProps) {
  return (
    <Card title="Agency">
      <SavedSwitch
        label="This organization is an agency"
        help="An agency has client accounts: organizations of its clients, which its people can enter and with which it can share connections."
        on={kind === "agency"}
        save={(agency) => update({ version, agency })}
        done={["This is an agency now", "This is no agency any more"]}
      />
    </Card>
  )
}

type SavedSwitchProps = {
  label: string
  help: string
  on: boolean
  save: (on: boolean) => Promise<Result<unknown>>
  done: [on: string, off: string]
}

function SavedSwitch({ label, help, on, save, done }: SavedSwitchProps) {
  const router = useRouter()
  const { run, pending, failure } = useAction(save)
  const change = async (wanted: boolean) => {
    const result = await run(wanted)
    if (result?.ok) return notifyDone(done[wanted ? 0 : 1])
    if (result && result.error.code !== "unauthenticated") notifyFailure(result.error)
    if (result?.error.code === "conflict") router.refresh()
  }
  useSignInAgain(failure, () => void change(!on))
  return <Switch label={label} help={help} checked={on} disabled={pending} onCheckedChange={(wanted) => void change(wanted)} />
}
