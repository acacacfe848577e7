import { Banner } from "@/components/ui/banner"
import { Card } from "@/components/ui/card"
import { Facts } from "@/components/ui/facts"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionDetail, RunView } from "@/lib/connections/model"
import { connectionCan } from "@/lib/connections/states"
import { ChecksReport } from "./checks-report"
import { type CorrectAction, CorrectCredential } from "./correct-credential"
import { GrantsReport } from "./grants-report"
import { NextSteps } from "./next-steps"
import { RunHistory } from "./run-history"
import { refusedAdvice, restorableWords, sharedWithWords, stuckAdvice } from "./words"

type Props = {
  slug: string
  connection: ConnectionDetail
  runs: readonly RunView[]
  recheck: Action<{ connectionId: ConnectionId }, unknown>
  correct: CorrectAction
}

/** How the connection is: what the last check saw, what is missing, and what to do about it. */
export function ConnectionOverview({ slug, connection, runs, recheck, correct }: Props) {
  const { status, statusReason, stuck, validation, may, lifecycle, disconnectedAt } = connection
  const grants = validation?.checks.flatMap(({ grants }) => grants) ?? []
  const excess = validation?.checks.flatMap(({ excess }) => excess) ?? []
  const refused = validation?.checks.some(({ key, outcome }) => key === "authenticate" && outcome === "failed") === true
  const correctable = may.reauthenticate === true && connectionCan(status, "correct") && lifecycle === "live"
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 gap-5">
        {status === "Processing" && !stuck && (
          <Banner tone="info" title="The credential is being checked.">
            It typically takes 1–5 minutes. You can leave this page; nothing stops.
          </Banner>
        )}
        {stuck && <Advice tone="warn" title="Still Processing after 15 minutes: this is stuck." points={stuckAdvice} />}
        {lifecycle === "disconnected" && (
          <Banner tone="bad" title={statusReason ?? "This connection is disconnected."}>
            What leans on it has stopped and is kept. {restorableWords(disconnectedAt)}
          </Banner>
        )}
        {lifecycle === "live" && status === "Inactive" && !refused && (
          <Banner tone="bad" title={`Inactive: ${statusReason ?? "not usable now"}`} />
        )}
        {refused && <Advice tone="bad" title="Authentication failed" points={refusedAdvice} />}
        {status === "Deprecated" && (
          <Banner tone="warn" title="This connection is retired.">
            {statusReason ?? "It cannot be chosen for anything new."}
          </Banner>
        )}
        {correctable && <CorrectCredential connection={connection} action={correct} />}
        {grants.length > 0 && (
          <GrantsReport
            connectionId={connection.id}
            platformName={connection.platformName}
            grants={grants}
            recheck={may.refresh ? recheck : undefined}
          />
        )}
        {validation && <ChecksReport validation={validation} excess={excess} />}
        <NextSteps slug={slug} connection={connection} />
        <RunHistory runs={runs} />
      </div>
      <Card title="Facts">
        <Facts facts={factsOf(connection)} />
      </Card>
    </div>
  )
}

const healthTone = { Healthy: "ok", Unhealthy: "bad", Unknown: "idle" } as const

function factsOf({
  platformName,
  type,
  owner,
  health,
  checkedAt,
  locator,
  sharedWith,
  tableCount,
  schemaRefreshedAt,
  createdAt,
  dependents,
}: ConnectionDetail) {
  return [
    { term: "Source", value: platformName },
    { term: "Type", value: type },
    { term: "Target", value: locator, mono: true },
    { term: "Health", value: <StatusBadge tone={healthTone[health]} word={health} /> },
    { term: "Last checked", value: checkedAt ? <RelativeTime at={checkedAt} /> : "Not yet" },
    { term: "Owner", value: owner.name },
    { term: "Shared With", value: sharedWithWords(sharedWith) },
    { term: "Tables", value: tableCount?.toLocaleString("en") ?? "Not read yet" },
    { term: "Last Schema Refresh", value: schemaRefreshedAt ? <RelativeTime at={schemaRefreshedAt} /> : "Never" },
    { term: "Audiences", value: dependents.audiences.toLocaleString("en") },
    { term: "Created", value: <RelativeTime at={createdAt} /> },
  ]
}

export function Advice({ tone, title, points }: { tone: "warn" | "bad"; title: string; points: readonly string[] }) {
  return (
    <Banner tone={tone} title={title}>
      <ul className="mt-1 list-disc space-y-0.5 pl-4">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Banner>
  )
}
