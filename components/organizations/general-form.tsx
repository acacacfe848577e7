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

type Change = { version: number; name?: string; marketersMayConnect?: boolean }
export type UpdateOrganization = (input: Change, key?: string) => Promise<Result<{ version: number }>>
type Settings = { slug: string; name: string; marketersMayConnect: boolean; version: number }

/** One card a setting, each saved on its own. */
export function GeneralForm({ settings, update }: { settings: Settings; update: UpdateOrganization }) {
  return (
    <div className="grid max-w-2xl gap-5">
      <NameCard settings={settings} update={update} />
      <MarketersCard settings={settings} update={update} />
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

function MarketersCard({ settings: { marketersMayConnect, version }, update }: { settings: Settings; update: UpdateOrganization }) {
  const router = useRouter()
  const { run, pending, failure } = useAction(update)
  const change = async (wanted: boolean) => {
    const result = await run({ version, marketersMayConnect: wanted })
    if (result?.ok) return notifyDone(wanted ? "Marketers may create connections" : "Marketers may not create connections")
    if (result && result.error.code !== "unauthenticated") notifyFailure(result.error)
    if (result?.error.code === "conflict") router.refresh()
  }
  useSignInAgain(failure, () => void change(!marketersMayConnect))
  return (
    <Card title="Who may connect">
      <Switch
        label="Marketers may create connections"
        help="Owners, admins and editors always may. A connection that a marketer creates starts private."
        checked={marketersMayConnect}
        disabled={pending}
        onCheckedChange={(wanted) => void change(wanted)}
      />
    </Card>
  )
}
