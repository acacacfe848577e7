"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Steps } from "@/components/ui/steps"
import type { Failure, Result } from "@/lib/base/errors"
import { paths } from "@/lib/base/paths"
import type { AccessInput } from "@/lib/connections/model"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import type { FolderFile } from "@/lib/files/model"
import type { Destination } from "@/lib/organizations/model"
import { AccessStep } from "./access-step"
import { CredentialsStep } from "./credentials-step"
import { type AccessChoice, draftForm, faultsOf, type inputOf, isBegun, madeFor, type Typed } from "./draft"
import type { TeamChoice } from "./sharing-questions"
import { SourceStep } from "./source-step"
import { type DraftActions, useDraft } from "./use-draft"

export type NewConnection = ReturnType<typeof inputOf> & { access: AccessInput; destination?: Destination }
export type WizardProps = {
  slug: string
  platform?: string
  step?: string
  kept: unknown
  /** An id made here, for a platform that asks for one. It stays with the draft. */
  made: string
  teams: readonly TeamChoice[]
  folder: readonly FolderFile[]
  egress: readonly string[]
  /** Who may use it, unless chosen: a keeper's is everybody's, another's is their own (product.md, rule 5). */
  usual: AccessChoice["kind"]
  /** Only an agency is asked about client accounts (CRE-11). */
  agency: boolean
  /** What the query is for that waits for this connection: it is where the way leads back to. */
  destination?: Destination
  create: (input: NewConnection, key?: string) => Promise<Result<{ id: string }>>
  drafts: DraftActions
}

/** Source, credentials, access. The step stands in the address, the answers in a draft, the secrets only here. */
export function ConnectWizard(props: WizardProps) {
  const { slug, platform, step, kept, made: fresh, teams, folder, egress, usual, agency, destination, create, drafts } = props
  const router = useRouter()
  const { draft, change, keep, forget } = useDraft(kept, drafts)
  const [restored, setRestored] = useState(() => isBegun(draft))
  const [keys, setKeys] = useState<Record<string, Record<string, string>>>({})
  const [refused, setRefused] = useState<Failure>()
  const [made] = useState(fresh)
  const to = (query: { platform?: string; step?: string }) => paths.newConnection(slug, { ...query, destination })

  const id = platform && isPlatform(platform) ? platform : undefined
  const manifest = id && manifestOf(id)
  const ours = madeFor(manifest, made)
  const method = (id && draft.methods[id]) || Object.keys(manifest?.methods ?? {})[0] || ""
  const typed: Typed = {
    name: draft.name,
    description: draft.description,
    method,
    settings: { ...ours, ...(id && draft.settings[id]) },
    keys: (id && keys[id]) || {},
  }
  const ready = manifest && step === "access" && Object.keys(faultsOf(manifest, typed)).length === 0
  const current = !manifest ? 0 : ready ? 2 : 1
  const access = draft.access ?? { kind: usual, teamIds: [], clients: false }

  const steps = [
    { label: "Source", href: to({}) },
    { label: "Credentials", href: id && to({ platform: id, step: "credentials" }) },
    { label: "Access" },
  ]
  const startOver = async () => {
    setRestored(false)
    setKeys({})
    await forget()
    router.push(to({}))
  }
  return (
    <>
      <Steps label="Steps" steps={steps} current={current} className="pb-5" />
      {restored && current < 2 && (
        <Banner
          tone="info"
          className="mb-5"
          title="Your draft is back."
          action={
            <Button size="small" onClick={startOver}>
              Start over
            </Button>
          }
        >
          Secrets are never kept in a draft: enter them again.
        </Banner>
      )}
      {!manifest && <SourceStep slug={slug} chosen={platform} to={to} />}
      {manifest && id && !ready && (
        <CredentialsStep
          slug={slug}
          manifest={manifest}
          typed={typed}
          refused={refused}
          egress={egress}
          folder={folder}
          files={draft.files}
          keep={() => void keep()}
          onFile={(value, name) => {
            change(({ files }) => ({ files: { ...files, [value]: name } }))
            void keep()
          }}
          onMethod={(next) => change(({ methods }) => ({ methods: { ...methods, [id]: next } }))}
          onText={(part) => change(({ settings }) => ({ ...part, settings: { ...settings, [id]: { ...ours, ...settings[id] } } }))}
          onAnswers={(of, part) => {
            change(({ settings }) => ({ settings: { ...settings, [of]: { ...(of === id && ours), ...settings[of], ...part.settings } } }))
            if (part.keys) setKeys((before) => ({ ...before, [of]: { ...before[of], ...part.keys } }))
          }}
          onOther={(other) => router.push(to({ platform: other, step: "credentials" }))}
          onDone={() => {
            setRefused(undefined)
            void keep()
            router.push(to({ platform: id, step: "access" }))
          }}
        />
      )}
      {manifest && id && ready && (
        <AccessStep
          manifest={manifest}
          typed={typed}
          teams={teams}
          access={access}
          agency={agency}
          back={to({ platform: id, step: "credentials" })}
          create={(input, key) => create({ ...input, destination }, key)}
          onAccess={(next) => {
            change(() => ({ access: next }))
            void keep()
          }}
          onRefused={(failure) => {
            setRefused(failure)
            if (Object.keys(failure.fields).some((field) => /^(name|description|method|settings|keys)\b/.test(field)))
              router.push(to({ platform: id, step: "credentials" }))
          }}
          onDone={async (connectionId) => {
            router.push(destination ? paths.newQuery(slug, { connection: connectionId }) : paths.connection(slug, connectionId))
            await drafts.discard({ form: draftForm }).catch(() => undefined)
          }}
        />
      )}
    </>
  )
}
