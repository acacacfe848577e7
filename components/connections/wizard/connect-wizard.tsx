"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Steps } from "@/components/ui/steps"
import type { Failure, Result } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { AccessInput } from "@/lib/connections/model"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import type { ConsentFacts } from "@/lib/consents/way"
import type { FolderFile } from "@/lib/files/model"
import type { Destination } from "@/lib/organizations/model"
import { AccessStep } from "./access-step"
import { CredentialsStep } from "./credentials-step"
import { type AccessChoice, draftForm, faultsOf, type inputOf, isBegun, madeFor, methodIn, type Typed } from "./draft"
import { type EntranceName, entranceOf } from "./entrance"
import { MethodStep } from "./method-step"
import type { TeamChoice } from "./sharing-questions"
import { SourceStep } from "./source-step"
import { type DraftActions, useDraft } from "./use-draft"

export type NewConnection = ReturnType<typeof inputOf> & { access: AccessInput; destination?: Destination }
export type WizardProps = {
  slug: string
  entrance: EntranceName
  platform?: string
  /** Chosen where one came from, e.g. by a job that needs this one. */
  method?: string
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
  create: (input: NewConnection, key?: string) => Promise<Result<{ id: ConnectionId }>>
  /** For a method that signs in at the platform itself: where the person goes. */
  begin: (input: NewConnection & { entrance: EntranceName }) => Promise<Result<{ address: string }>>
  consents: ConsentFacts
  drafts: DraftActions
}

/** Provider, method, configuration; then who may use it. The step stands in the address, the answers in a draft, the secrets only here. */
export function ConnectWizard(props: WizardProps) {
  const { slug, entrance, platform, step, made: fresh, teams, folder, egress, usual, agency, destination, drafts, consents } = props
  const words = entranceOf(entrance)
  const router = useRouter()
  const { draft, change, keep, forget } = useDraft(props.kept, drafts, { platform, method: props.method })
  const [restored, setRestored] = useState(() => isBegun(draft))
  const [keys, setKeys] = useState<Record<string, Record<string, string>>>({})
  const [refused, setRefused] = useState<Failure>()
  const [made] = useState(fresh)
  const to = (query: { platform?: string; step?: string }) =>
    paths.newConnection(slug, { ...query, destination, for: entrance === "connection" ? undefined : entrance })

  const id = platform && isPlatform(platform) ? platform : undefined
  const manifest = id && manifestOf(id)
  const ours = madeFor(manifest, made)
  const method = methodIn(manifest, id && draft.methods[id])
  const typed: Typed = {
    name: draft.name,
    description: draft.description,
    method: method ?? "",
    settings: { ...ours, ...(id && draft.settings[id]) },
    keys: (id && keys[id]) || {},
  }
  const ready = manifest && method && step === "access" && Object.keys(faultsOf(manifest, typed)).length === 0
  const several = Object.keys(manifest?.methods ?? {}).length > 1
  const choosing = step === "method" || (!step && several && !props.method)
  const current = !manifest ? 0 : !method || choosing ? 1 : ready ? 3 : 2
  const access = draft.access ?? { kind: usual, teamIds: [], clients: false }
  const choose = (of: string, next: string) => change(({ methods }) => ({ methods: { ...methods, [of]: next } }))
  const configuration = to({ platform: id, step: "credentials" })

  const steps = [
    { label: words.provider, href: to({}) },
    { label: "Method", href: id && to({ platform: id, step: "method" }) },
    { label: "Configuration", href: id && configuration },
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
      {restored && current < 3 && (
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
      {consents.failure && <Banner tone="warn" className="mb-5" title={consents.failure} />}
      {current === 0 && <SourceStep slug={slug} chosen={platform} title={words.choose} to={to} />}
      {manifest && id && current === 1 && (
        <MethodStep
          key={id}
          slug={slug}
          manifest={manifest}
          method={method}
          notSetUp={consents.notSetUp[id]}
          onDone={(next) => {
            choose(id, next)
            void keep()
            router.push(configuration)
          }}
        />
      )}
      {manifest && id && current === 2 && (
        <CredentialsStep
          slug={slug}
          manifest={manifest}
          words={words}
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
          onMethod={(next) => choose(id, next)}
          onText={(part) => change(({ settings }) => ({ ...part, settings: { ...settings, [id]: { ...ours, ...settings[id] } } }))}
          onAnswers={(of, part) => {
            change(({ settings }) => ({ settings: { ...settings, [of]: { ...(of === id && ours), ...settings[of], ...part.settings } } }))
            if (part.keys) setKeys((before) => ({ ...before, [of]: { ...before[of], ...part.keys } }))
          }}
          onOther={(other, next) => {
            choose(other, next)
            router.push(to({ platform: other, step: "credentials" }))
          }}
          onDone={() => {
            setRefused(undefined)
            void keep()
            router.push(to({ platform: id, step: "access" }))
          }}
        />
      )}
      {manifest && current === 3 && (
        <AccessStep
          manifest={manifest}
          words={words}
          typed={typed}
          teams={teams}
          access={access}
          agency={agency}
          back={configuration}
          create={(input, key) => props.create({ ...input, destination }, key)}
          begin={(input) => props.begin({ ...input, destination, entrance })}
          onAccess={(next) => {
            change(() => ({ access: next }))
            void keep()
          }}
          onRefused={(failure) => {
            setRefused(failure)
            if (Object.keys(failure.fields).some((field) => /^(name|description|method|settings|keys)\b/.test(field)))
              router.push(configuration)
          }}
          onDone={async (connectionId) => {
            router.push(destination ? paths.newQuery(slug, { connection: connectionId }) : words.done(slug, connectionId))
            await drafts.discard({ form: draftForm }).catch(() => undefined)
          }}
        />
      )}
    </>
  )
}
