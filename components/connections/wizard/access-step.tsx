"use client"

import Link from "next/link"
import { useSignInAgain } from "@/components/accounts/sign-in-again"
import { ConsentScopes } from "@/components/consents/consent-scopes"
import { leaveFor } from "@/components/consents/leave-for"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Facts } from "@/components/ui/facts"
import { FormErrors } from "@/components/ui/form-errors"
import { useFormAction } from "@/components/ui/use-form-action"
import type { Failure, Result } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import type { AccessInput } from "@/lib/connections/model"
import type { Manifest } from "@/lib/connectors/connector"
import { schemaOf } from "@/lib/connectors/fields"
import type { WizardProps } from "./connect-wizard"
import { type AccessChoice, inputOf, type Typed } from "./draft"
import type { Entrance } from "./entrance"
import { SharingQuestions, type TeamChoice } from "./sharing-questions"

type AccessStepProps = {
  manifest: Manifest
  words: Pick<Entrance, "name" | "provider" | "thing">
  typed: Typed
  teams: readonly TeamChoice[]
  access: AccessChoice
  agency: boolean
  back: string
  create: WizardProps["create"]
  begin: (input: Parameters<WizardProps["create"]>[0]) => ReturnType<WizardProps["begin"]>
  onAccess: (access: AccessChoice) => void
  onRefused: (failure: Failure) => void
  onDone: (connectionId: ConnectionId) => void
}

/** Who may use it; then it is made, and its checks begin. */
export function AccessStep({
  manifest,
  words,
  typed,
  teams,
  access,
  agency,
  back,
  create,
  begin,
  onAccess,
  onRefused,
  onDone,
}: AccessStepProps) {
  const shares = manifest.capabilities.sharing
  const consent = manifest.methods[typed.method]?.consent
  const form = useFormAction({
    action: async ({ key }: { key: string }): Promise<Result<{ id: ConnectionId } | { address: string }>> => {
      const input = { ...inputOf(manifest, typed), access: shares ? chosenAccess(access, agency) : ({ kind: "private" } as const) }
      const result = consent ? await begin(input) : await create(input, key)
      if (!result.ok && result.error.code !== "unauthenticated") onRefused(result.error)
      return result
    },
    read: (_, key) => ({ key }),
    guard: false,
    onDone: (done) => ("address" in done ? leaveFor(done.address) : onDone(done.id)),
  })
  const { failure } = form
  useSignInAgain(failure, () => form.props.ref.current?.requestSubmit())
  return (
    <form {...form.props} method="post" className="grid max-w-2xl gap-5">
      {failure && failure.code !== "unauthenticated" && <FormErrors failure={failure} />}
      <Facts
        className="rounded-lg border border-border bg-card px-4 py-3"
        facts={[
          { term: words.name, value: <bdi>{typed.name}</bdi> },
          { term: words.provider, value: manifest.name },
          { term: "Method", value: manifest.methods[typed.method]?.label ?? typed.method },
          { term: "Target", value: locatorOf(manifest, typed), mono: true },
        ]}
      />
      {shares ? (
        <SharingQuestions teams={teams} access={access} agency={agency} onAccess={onAccess} errors={form.errorsOf("access")} />
      ) : (
        <Banner tone="info" title="This platform does not support connection sharing.">
          The connection is yours alone. Owners and admins see that it is there.
        </Banner>
      )}
      {consent && <ConsentScopes name={manifest.name} scopes={consent.scopes} />}
      <div className="flex flex-wrap items-center gap-3 border-border border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          {consent ? `Sign in with ${manifest.name}` : "Save"}
        </Button>
        <Button asChild variant="ghost">
          <Link href={back}>Back</Link>
        </Button>
        <p className="text-muted-foreground text-xs">
          {consent
            ? `You come back here by yourself. Only then is the ${words.thing} made, and its checks begin.`
            : `Save makes the ${words.thing} and begins its checks. You can leave while they run.`}
        </p>
      </div>
    </form>
  )
}

function chosenAccess({ kind, teamIds, ...choice }: AccessChoice, agency: boolean): AccessInput {
  const clients = agency && choice.clients
  if (kind === "all teams") return { kind, clients }
  if (kind === "teams") return { kind, teamIds, clients }
  return clients ? { kind: "teams", teamIds: [], clients } : { kind }
}

function locatorOf(manifest: Manifest, typed: Typed): string {
  const settings = schemaOf(manifest.settings).safeParse(inputOf(manifest, typed).settings)
  return settings.success ? manifest.locator(settings.data) : ""
}
