import Link from "next/link"
import { Banner } from "@/components/ui/banner"
import { Card } from "@/components/ui/card"
import { Facts } from "@/components/ui/facts"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail, RunView } from "@/lib/connections/model"
import type { TroubleFacts } from "@/lib/connections/trouble"
import { dependentKinds, kindWords } from "@/lib/impact/model"
import { ChecksReport } from "./checks-report"
import { GrantsReport } from "./grants-report"
import { mayReauthenticate } from "./may-reauthenticate"
import { NextSteps } from "./next-steps"
import { type ReauthenticateAction, ReauthenticateCard } from "./reauthenticate"
import { RunHistory } from "./run-history"
import { troubleOf } from "./trouble"
import { TroublePanel } from "./trouble-panel"
import { restorableWords, sharedWithWords } from "./words"

type Props = {
  slug: string
  connection: ConnectionDetail
  runs: readonly RunView[]
  recheck: Action<{ connectionId: ConnectionId }, unknown>
  reauthenticate: ReauthenticateAction
  /** Known to those who may edit it, while it is in trouble. */
  facts?: TroubleFacts
}

/** How the connection is: what the last check saw, what is missing, and what to do about it. */
export function ConnectionOverview({ slug, connection, runs, recheck, reauthenticate, facts }: Props) {
  const { status, statusReason, stuck, validation, may, lifecycle, disconnectedAt } = connection
  const trouble = troubleOf(connection)
  const grants = validation?.checks.flatMap(({ grants }) => grants) ?? []
  const excess = validation?.checks.flatMap(({ excess }) => excess) ?? []
  const works = status === "Active" && lifecycle === "live"
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 gap-5">
        {status === "Processing" && !stuck && (
          <Banner tone="info" title="The credential is being checked.">
            It typically takes 1–5 minutes. You can leave this page; nothing stops.
          </Banner>
        )}
        {trouble && !may.edit && <Banner tone={trouble.tone} title={trouble.title} />}
        {trouble && may.edit && (
          <TroublePanel slug={slug} connection={connection} trouble={trouble} facts={facts} recheck={may.refresh ? recheck : undefined} />
        )}
        {works && validation?.kind === "validation" && <LastCheck validation={validation} />}
        {lifecycle === "disconnected" && (
          <Banner tone="bad" title={statusReason ?? "This connection is disconnected."}>
            What leans on it has stopped and is kept. {restorableWords(disconnectedAt)}
          </Banner>
        )}
        {status === "Deprecated" && (
          <Banner tone="warn" title="This connection is retired.">
            {statusReason ?? "It cannot be chosen for anything new."}
          </Banner>
        )}
        {status === "Inactive" && mayReauthenticate(connection) && <ReauthenticateCard connection={connection} action={reauthenticate} />}
        {grants.length > 0 && (
          <GrantsReport
            connectionId={connection.id}
            platformName={connection.platformName}
            hasTables={connection.hasTables}
            grants={grants}
            recheck={may.refresh ? recheck : undefined}
          />
        )}
        {validation && <ChecksReport validation={validation} excess={excess} />}
        <NextSteps slug={slug} connection={connection} />
        <RunHistory runs={runs} title={connection.hasTables ? "Latest refreshes and checks" : "Latest checks"} />
      </div>
      <Card title="Facts">
        <Facts facts={factsOf(slug, connection)} />
      </Card>
    </div>
  )
}

/** A check beside what is in use, by hand or of new credentials: whatever it finds, the connection goes on. */
function LastCheck({ validation: { state, reason } }: { validation: NonNullable<ConnectionDetail["validation"]> }) {
  if (state === "queued" || state === "running")
    return (
      <Banner tone="info" title="Credentials are being checked.">
        The connection goes on with those in use meanwhile.
      </Banner>
    )
  if (state !== "failed") return null
  return (
    <Banner tone="warn" title={`The last check did not pass: ${reason ?? "no answer"}`}>
      Nothing was changed: the connection goes on with the credentials in use.
    </Banner>
  )
}

const healthTone = { Healthy: "ok", Unhealthy: "bad", Unknown: "idle" } as const

function factsOf(
  slug: string,
  {
    id,
    platformName,
    type,
    owner,
    health,
    checkedAt,
    locator,
    sharedWith,
    hasTables,
    tableCount,
    schemaRefreshedAt,
    createdAt,
    dependents,
  }: ConnectionDetail,
) {
  return [
    { term: "Source", value: platformName },
    { term: "Type", value: type },
    { term: "Target", value: locator, mono: true },
    { term: "Health", value: <StatusBadge tone={healthTone[health]} word={health} /> },
    { term: "Last checked", value: checkedAt ? <RelativeTime at={checkedAt} /> : "Not yet" },
    { term: "Owner", value: owner.name },
    { term: "Shared With", value: sharedWithWords(sharedWith) },
    ...(hasTables
      ? [
          { term: "Tables", value: tableCount?.toLocaleString("en") ?? "Not read yet" },
          { term: "Last Schema Refresh", value: schemaRefreshedAt ? <RelativeTime at={schemaRefreshedAt} /> : "Never" },
        ]
      : []),
    ...dependentKinds
      .filter((kind) => hasTables || kind === "job")
      .map((kind) => ({
        term: kindWords[kind][1].replace(/^./, (letter) => letter.toUpperCase()),
        value: dependents[kind].toLocaleString("en"),
      })),
    { term: "Created", value: <RelativeTime at={createdAt} /> },
    {
      term: "Authorization",
      value: (
        <Link href={paths.authorization(slug, id)} className="text-primary underline underline-offset-2">
          Its security side
        </Link>
      ),
    },
  ]
}
