import type { ReactNode } from "react"
import { ChecksReport } from "@/components/connections/checks-report"
import { GrantsReport } from "@/components/connections/grants-report"
import { restorableWords } from "@/components/connections/words"
import { Banner } from "@/components/ui/banner"
import { Bidi } from "@/components/ui/bidi"
import { Card } from "@/components/ui/card"
import { type Fact, Facts } from "@/components/ui/facts"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import type { Action } from "@/components/ui/use-action"
import type { AuthorizationDetail } from "@/lib/authorizations/model"
import type { ConnectionId } from "@/lib/base/ids"
import type { AuthorizationActions } from "./authorization-header"
import { Remedies } from "./remedies"
import { healthLook } from "./words"

type Props = {
  slug: string
  authorization: AuthorizationDetail
  actions: AuthorizationActions & { recheck: Action<{ connectionId: ConnectionId }, unknown> }
  /** What the login is used for: its requests and its jobs. */
  children?: ReactNode
}

/** Whether the login is alive, whose it is, what it may do, and what runs on it. */
export function AuthorizationSummary({ slug, authorization, actions, children }: Props) {
  const { id, platformName, hasTables, health, lifecycle, disconnectedAt, validation, may } = authorization
  const grants = validation?.checks.flatMap(({ grants }) => grants) ?? []
  const excess = validation?.checks.flatMap(({ excess }) => excess) ?? []
  return (
    <div className="grid min-w-0 gap-5">
      {lifecycle === "disconnected" ? (
        <Banner tone="bad" title="This authorization is disconnected.">
          What leans on it has stopped and is kept. {restorableWords(disconnectedAt)}
        </Banner>
      ) : (
        health === "Unhealthy" && <Remedies slug={slug} authorization={authorization} actions={actions} />
      )}
      {lifecycle === "live" && health === "Unknown" && <NotKnown authorization={authorization} />}
      <Card title="Facts">
        <Facts layout="columns" facts={factsOf(authorization)} />
      </Card>
      {children}
      {grants.length > 0 && (
        <GrantsReport
          connectionId={id}
          platformName={platformName}
          hasTables={hasTables}
          grants={grants}
          recheck={may.refresh ? actions.recheck : undefined}
        />
      )}
      {validation && <ChecksReport validation={validation} excess={excess} />}
    </div>
  )
}

/** Neither alive nor dead: nobody could ask, or nobody has asked yet. */
function NotKnown({ authorization: { checkedAt, healthReason, status, validation } }: Pick<Props, "authorization">) {
  const under = validation?.state === "queued" || validation?.state === "running"
  if (status === "Processing" || under)
    return (
      <Banner tone="info" title="It is being checked.">
        The page turns by itself when the answer is there.
      </Banner>
    )
  return (
    <Banner
      tone="warn"
      title={checkedAt ? (healthReason ?? "The source could not be reached at its last check.") : "It was not checked yet."}
    >
      {checkedAt
        ? "That says nothing about the login: what runs on it fails and is tried again until the source answers."
        : "Press Check now, or wait: every authorization is checked once a day."}
    </Banner>
  )
}

function factsOf(authorization: AuthorizationDetail): Fact[] {
  const { name, platformName, methodName, owner, createdAt, updatedAt, checkedAt, credential } = authorization
  return [
    { term: "Label", value: <Bidi text={name} /> },
    { term: "Provider", value: platformName },
    { term: "Method", value: methodName || "Known to its owner and admins" },
    { term: "Health", value: <StatusBadge {...healthLook(authorization)} /> },
    { term: "Last checked", value: checkedAt ? <RelativeTime at={checkedAt} /> : "Not yet" },
    { term: "Owner", value: <Bidi text={owner.name} /> },
    { term: "Created At", value: <RelativeTime at={createdAt} /> },
    { term: "Last Updated", value: <RelativeTime at={updatedAt} /> },
    ...(credential
      ? [{ term: "Credential ends", value: credential.expiresAt ? <RelativeTime at={credential.expiresAt} /> : "No end is known" }]
      : []),
  ]
}
