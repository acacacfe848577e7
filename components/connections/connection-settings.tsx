import Link from "next/link"
import type { ComponentProps } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Facts } from "@/components/ui/facts"
import { RelativeTime } from "@/components/ui/relative-time"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"
import { manifestOf } from "@/lib/connectors/manifests"
import { type GiveActions, GiveOwnership } from "./give-ownership"
import { LeaveCard } from "./leave-card"
import type { LeaveActions } from "./leave-dialogs"
import { type ReauthenticateActions, ReauthenticateDeeds } from "./reauthenticate"
import { type LinkActions, ReconnectLink } from "./reconnect-link"

type Props = {
  slug: string
  connection: ConnectionDetail
  /** To whom it could be given; empty for those who may not. */
  members: ComponentProps<typeof GiveOwnership>["members"]
  actions: LeaveActions & ReauthenticateActions & LinkActions & GiveActions
}

/** What the connection was made with. Nothing here is secret, and nothing here changes. */
export function ConnectionSettings({ slug, connection, members, actions }: Props) {
  const { platform, method, settings, credential } = connection
  const manifest = manifestOf(platform)
  const asked = Object.entries(manifest.settings).filter(([, { only }]) => only === undefined || only === method)
  const facts = asked.map(([key, { label, options }]) => {
    const choice = options?.find(({ value }) => value === settings[key])?.label
    return { term: label, value: choice ?? said(settings[key]), mono: !choice }
  })
  return (
    <div className="grid max-w-3xl gap-5">
      <Banner
        tone="info"
        title="Configuration cannot be changed."
        action={
          <Button asChild size="small">
            <Link href={paths.replaceConnection(slug, connection.id)}>Create new and move</Link>
          </Button>
        }
      >
        What was checked stays what is used.
      </Banner>
      <Card title="Configuration">
        {facts.length > 0 ? (
          <Facts facts={facts} />
        ) : (
          <p className="text-muted-foreground">{manifest.name} asks for nothing but the credential.</p>
        )}
      </Card>
      <Card title="Credential" description="It goes in and never comes out: nobody can read it, not even Patchbay's own console.">
        <Facts
          facts={[
            { term: "Method", value: manifest.methods[method]?.label ?? method },
            ...(credential
              ? [
                  { term: "Set", value: <RelativeTime at={credential.createdAt} /> },
                  { term: "By", value: credential.createdBy },
                  ...(credential.expiresAt ? [{ term: "Ends", value: <RelativeTime at={credential.expiresAt} /> }] : []),
                  { term: "Version", value: `${credential.version}, ${credential.state}` },
                ]
              : [{ term: "Set", value: "Not yet" }]),
          ]}
        />
        <ReconnectLink connection={connection} actions={actions} />
        <ReauthenticateDeeds connection={connection} actions={actions} />
      </Card>
      <GiveOwnership connection={connection} members={members} actions={actions} />
      <LeaveCard slug={slug} connection={connection} actions={actions} />
    </div>
  )
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : "All"
  return value === undefined || value === null || value === "" ? "Not set" : String(value)
}
