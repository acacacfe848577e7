"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, useRef, useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import type { Result } from "@/lib/base/errors"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"
import type { Destination } from "@/lib/organizations/model"
import { answerable } from "./answerable"
import { draftForm, isBegun, readDraft } from "./draft"
import { QueryForm } from "./query-form"
import { type Save, useQueryForm } from "./use-query-form"

type NewQueryFormProps = {
  slug: string
  connections: readonly UsableConnection[]
  destinations: readonly Destination[]
  /** The connection that the way here has led through. */
  first?: string
  kept: unknown
  mayConnect: boolean
  create: Save
  drafts: {
    save: (input: { form: string; body: Record<string, unknown> }) => Promise<Result<unknown>>
    discard: (input: { form: string }) => Promise<Result<unknown>>
  }
  nobody: ReactNode
}

/** A new query, kept as a draft all the while: the way out to connect something new leads back to it. */
export function NewQueryForm({ slug, destinations, first, kept, mayConnect, create, drafts, nobody, ...given }: NewQueryFormProps) {
  const router = useRouter()
  const connections = answerable(given.connections)
  const [begun] = useState(() => readDraft(kept))
  const [restored, setRestored] = useState(() => isBegun(begun))
  const form = useQueryForm({
    start: { ...begun, connectionId: begun.connectionId ?? asId(first, connections) },
    connections,
    save: create,
  })
  const saved = useRef(JSON.stringify(begun))
  const keep = async () => {
    const text = JSON.stringify(form.kept)
    if (text === saved.current) return
    saved.current = text
    await drafts.save({ form: draftForm, body: JSON.parse(text) }).catch(() => undefined)
  }
  const discard = () => drafts.discard({ form: draftForm }).catch(() => undefined)
  const startOver = async () => {
    setRestored(false)
    await discard()
    location.assign(paths.newQuery(slug))
  }
  const connect = async () => {
    await keep()
    router.push(paths.newConnection(slug, { destination: form.destination ?? destinations[0] }))
  }
  const fresh = connections.find(({ id }) => id === first)
  return (
    <>
      {fresh && fresh.id !== form.draft.connection?.id ? (
        <Banner
          tone="info"
          className="mb-5"
          title={fresh.usable ? `“${fresh.name}” is connected.` : `“${fresh.name}” is being checked.`}
          action={
            fresh.usable && (
              <Button size="small" onClick={() => form.draft.chooseConnection(fresh)}>
                Use it
              </Button>
            )
          }
        >
          {fresh.usable ? "It can be used for this query now." : "It can be chosen as soon as it is Active. What you typed is kept."}
        </Banner>
      ) : (
        restored && (
          <Banner
            tone="info"
            className="mb-5"
            title="Your draft is back."
            action={
              <Button size="small" onClick={startOver}>
                Start over
              </Button>
            }
          />
        )
      )}
      <QueryForm
        {...{ slug, connections, destinations, form, nobody }}
        isNew
        onLeaveField={() => void keep()}
        onSaved={() => void discard()}
        otherwise={<Otherwise mayConnect={mayConnect} connect={connect} />}
      />
    </>
  )
}

const asId = (id: string | undefined, connections: readonly UsableConnection[]) => connections.find((one) => one.id === id)?.id

/** A private connection serves only the person who logged in: whoever needs the same account logs in too. */
const Otherwise = ({ mayConnect, connect }: { mayConnect: boolean; connect: () => void }) => (
  <div className="flex flex-wrap items-center justify-between gap-3 text-muted-foreground">
    <p className="max-w-[60ch]">
      A private connection is used only by the person who logged in. Others who want the same account{" "}
      {mayConnect ? "connect it with a login of their own." : "ask an owner or admin to connect it for them."}
    </p>
    {mayConnect && (
      <Button size="small" onClick={connect}>
        Connect a new one
      </Button>
    )}
  </div>
)
