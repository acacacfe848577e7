"use client"

import { ExternalLink } from "lucide-react"
import { type ReactNode, useState } from "react"
import { ConnectionStep } from "@/components/pickers/connection-step"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { FieldError } from "@/components/ui/field"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"
import type { JobType } from "@/lib/connectors/connector"
import { type Authorization, authorizationsFor } from "@/lib/jobs/model"

type Props = {
  slug: string
  type: JobType
  authorizations: readonly Authorization[]
  value: ConnectionId | undefined
  error: readonly string[]
  mayConnect: boolean
  nobody: ReactNode
  onChoose: (id: ConnectionId) => void
  /** Keeps what is typed before another tab is opened. */
  onLeave: () => void
}

/** Only those whose method enables the job can be chosen. Another can be created in a new tab; it stands here as soon as it exists. */
export function AuthorizationStep({ slug, type, authorizations, value, error, mayConnect, nobody, onChoose, onLeave }: Props) {
  const [known] = useState(() => new Set(authorizations.map(({ id }) => id)))
  const [open, setOpen] = useState(false)
  const listed = authorizationsFor(authorizations, type)
  const chosen = listed.find(({ id }) => id === value)
  const fresh = listed.filter(({ id, explanation, usable }) => !known.has(id) && id !== value && (usable || explanation !== null))
  const choose = ({ id }: Pick<UsableConnection, "id">) => {
    onChoose(id)
    setOpen(false)
  }
  const create = mayConnect && (
    <Button asChild size="small">
      <a href={paths.newConnection(slug, { for: "job" })} target="_blank" rel="noopener" onClick={onLeave}>
        Create new <ExternalLink aria-hidden="true" />
        <span className="sr-only">(opens in a new tab)</span>
      </a>
    </Button>
  )
  return (
    <div className="space-y-3">
      {fresh.map((one) => (
        <Banner
          key={one.id}
          tone="info"
          live
          title={one.usable ? `“${one.name}” is ready.` : `“${one.name}” was created.`}
          action={
            one.usable && (
              <Button size="small" onClick={() => choose(one)}>
                Use it
              </Button>
            )
          }
        >
          {one.usable ? "It can be used for this job now." : `It cannot be used for this job now. ${one.explanation}`}
        </Banner>
      ))}
      <ConnectionStep
        slug={slug}
        title="Choose Authorization"
        noun="authorization"
        connections={listed}
        chosen={chosen}
        choosing={open || !chosen}
        nobody={nobody}
        otherwise={
          <div className="flex flex-wrap items-center justify-between gap-3 text-muted-foreground">
            <p className="max-w-[60ch]">
              {mayConnect
                ? "Is it not here? Create it in a new tab: what you typed stays in this one."
                : "Is it not here? Ask an owner or admin to create it."}
            </p>
            {create}
          </div>
        }
        onChoose={choose}
        onOpen={setOpen}
      />
      {error.length > 0 && !chosen && <FieldError messages={["Choose an authorization: this job cannot do without one."]} />}
    </div>
  )
}
