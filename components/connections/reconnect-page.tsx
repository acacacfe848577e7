"use client"

import { useRouter } from "next/navigation"
import { Banner } from "@/components/ui/banner"
import { Card } from "@/components/ui/card"
import { notifyDone } from "@/components/ui/notify"
import { PageHeader } from "@/components/ui/page-header"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import { type NewSecret, ReauthenticateForm } from "./reauthenticate-form"

type Props = {
  slug: string
  token: string
  connection: { id: ConnectionId; name: string; platform: string; method: string; locator: string; live: boolean }
  action: Action<NewSecret & { token: string }, unknown>
}

/** Where a reconnect link leads: the questions of the connection, and nothing of what is stored. */
export function ReconnectPage({ slug, token, connection, action }: Props) {
  const router = useRouter()
  const { id, name, locator, live } = connection
  return (
    <div className="max-w-2xl">
      <PageHeader
        title={`Reconnect ${name}`}
        breadcrumbs={[{ label: "Connections", href: paths.connections(slug) }]}
        description={<span className="font-mono text-xs">{locator}</span>}
      />
      {live ? (
        <Card
          title="New credentials"
          description="They are checked against the same target, and take over only once they pass. This link works once."
        >
          <ReauthenticateForm
            of={connection}
            action={(input) => action({ token, ...input })}
            onDone={() => {
              notifyDone("The new credentials are being checked.")
              router.push(paths.connection(slug, id))
            }}
          />
        </Card>
      ) : (
        <Banner tone="warn" title="This connection is disconnected.">
          Restore it first; then reauthenticate it on its own page.
        </Banner>
      )}
    </div>
  )
}
