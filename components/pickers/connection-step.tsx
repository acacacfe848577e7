"use client"

import { Check, Lock } from "lucide-react"
import type { ReactNode } from "react"
import { Bidi } from "@/components/ui/bidi"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { cn } from "@/components/ui/cn"
import { EmptyState } from "@/components/ui/empty-state"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { WhyNot } from "./why-not"

const usableFirst = (connections: readonly UsableConnection[]) => connections.toSorted((a, b) => Number(b.usable) - Number(a.usable))

export const platformName = (platform: string) => (isPlatform(platform) ? manifestOf(platform).name : platform)

type ConnectionStepProps = {
  slug: string
  connections: readonly UsableConnection[]
  chosen: UsableConnection | undefined
  /** The list is open though one is chosen: it may be kept. */
  choosing: boolean
  /** What to read when there is none: whom to ask. */
  nobody: ReactNode
  /** Under the list: another way to a connection. */
  otherwise?: ReactNode
  title?: string
  /** What is chosen here is called. */
  noun?: string
  onChoose: (connection: UsableConnection) => void
  onOpen: (open: boolean) => void
}

/** What this person may use now; greyed, with the reason, what is theirs and cannot be used now. */
export function ConnectionStep({
  slug,
  connections,
  chosen,
  choosing,
  nobody,
  otherwise,
  title = "Connection",
  noun = "connection",
  onChoose,
  onOpen,
}: ConnectionStepProps) {
  if (chosen && !choosing)
    return (
      <Card
        title={title}
        actions={
          <Button size="small" data-step="connection" onClick={() => onOpen(true)}>
            {`Change ${noun}`}
          </Button>
        }
      >
        <Name connection={chosen} />
      </Card>
    )
  if (connections.length === 0)
    return (
      <EmptyState
        title={`There is no ${noun} that you may use`}
        className="min-w-0"
        action={{ label: "Request access", href: paths.requests(slug) }}
      >
        {nobody}
        {otherwise}
      </EmptyState>
    )
  return (
    <Card
      title={title}
      description="Those that you may use now. Nothing here asks for a login."
      actions={chosen && <Keep what={chosen.name} onKeep={() => onOpen(false)} />}
      flush
    >
      <ul
        aria-label={`${noun.charAt(0).toUpperCase()}${noun.slice(1)}s`}
        className="max-h-96 overflow-y-auto border-border border-t"
        data-step="connection"
      >
        {usableFirst(connections).map((connection) => (
          <li key={connection.id} className="border-border border-b last:border-b-0">
            <button
              type="button"
              data-control="choice"
              aria-disabled={!connection.usable || undefined}
              onClick={() => connection.usable && onChoose(connection)}
              className={cn(
                "flex min-h-11 w-full items-center gap-3 px-4 py-2 text-left",
                connection.usable ? "hover:bg-hover" : "cursor-not-allowed bg-muted text-muted-foreground",
              )}
            >
              <Name connection={connection} />
              {!connection.usable && <Lock aria-hidden="true" className="ml-auto size-4 shrink-0" />}
              {connection.id === chosen?.id && <Check aria-hidden="true" className="ml-auto size-4 shrink-0 text-primary" />}
            </button>
            <WhyNot slug={slug} connection={connection} />
          </li>
        ))}
      </ul>
      {otherwise && <div className="border-border border-t px-4 py-3">{otherwise}</div>}
    </Card>
  )
}

export const Keep = ({ what, onKeep }: { what: string; onKeep: () => void }) => (
  <Button size="small" className="max-w-60" onClick={onKeep}>
    <span className="truncate">Keep {what}</span>
  </Button>
)

const Name = ({ connection: { name, platform, locator, explanation } }: { connection: UsableConnection }) => (
  <span className="min-w-0 [overflow-wrap:anywhere]">
    <span className="font-semibold">
      <Bidi text={name} />
    </span>{" "}
    <span className="text-muted-foreground">{platformName(platform)}</span>
    <span className="block font-mono text-faint text-xs">{locator}</span>
    {explanation && <span className="block text-xs">{explanation}</span>}
  </span>
)
