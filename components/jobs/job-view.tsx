import Link from "next/link"
import { Banner } from "@/components/ui/banner"
import { Bidi } from "@/components/ui/bidi"
import { Card } from "@/components/ui/card"
import { type Fact, Facts } from "@/components/ui/facts"
import { RelativeTime } from "@/components/ui/relative-time"
import { paths } from "@/lib/base/paths"
import type { JobDetail } from "@/lib/jobs/model"
import { jobTypeOf } from "@/lib/jobs/states"
import { Moment, Muted } from "./job-columns"
import { JobRecords } from "./job-records"
import { JobRuns } from "./job-runs"
import { kindWords, remedyOf, sayRhythm } from "./words"

/** What a job does and with what, how its runs went, and what it brought. */
export function JobView({ slug, job }: { slug: string; job: JobDetail }) {
  const { flag, readOnly, reason, failingSince, state, runs, records } = job
  const trouble = !flag && reason && (failingSince || state === "failed")
  return (
    <div className="grid min-w-0 gap-5">
      {readOnly && (
        <Banner
          tone={flag ? "warn" : "info"}
          title={flag ? "This job has stopped and is read-only." : "You can look at this job and not change it."}
        >
          {readOnly} {flag && remedyOf(job)}
        </Banner>
      )}
      {trouble && (
        <Banner tone={state === "failed" ? "bad" : "warn"} title={reason}>
          {remedyOf(job)}{" "}
          {failingSince && state !== "failed" && (
            <>
              Its runs have failed since <RelativeTime at={failingSince} />.
            </>
          )}
        </Banner>
      )}
      <Card title="Job">
        <Facts layout="columns" facts={factsOf(slug, job)} />
      </Card>
      <JobRuns runs={runs} />
      <JobRecords records={records} />
    </div>
  )
}

function factsOf(slug: string, job: JobDetail): Fact[] {
  const { kind, type, connection, audience, settings, everyMinutes, lastRunAt, nextRunAt, team, maker, createdAt } = job
  const { label, settings: asked } = jobTypeOf[type]
  return [
    { term: "Kind", value: kindWords[kind] },
    { term: "Type", value: label },
    {
      term: "Authorization",
      value: connection ? (
        <Place href={paths.authorization(slug, connection.id)} name={connection.name} />
      ) : (
        <Muted>Not shared with you</Muted>
      ),
    },
    ...(audience ? [{ term: "Audience", value: <Place href={paths.audience(slug, audience.id)} name={audience.name} /> }] : []),
    ...Object.entries(asked).map(([name, { label: term }]) => ({ term, value: said(settings[name]) })),
    { term: "Runs", value: sayRhythm(everyMinutes) },
    { term: "Last run", value: <Moment at={lastRunAt} none="Not yet" /> },
    { term: "Next run", value: <Moment at={nextRunAt} none="None" /> },
    { term: "Team", value: team ? <Bidi text={team.name} /> : `Only ${maker.name}` },
    { term: "Made by", value: <Bidi text={maker.name} /> },
    { term: "Created", value: <RelativeTime at={createdAt} /> },
  ]
}

const said = (value: string | string[] | undefined) => {
  const text = [value ?? []].flat().join(", ")
  return text ? <Bidi text={text} /> : <Muted>Not set</Muted>
}

const Place = ({ href, name }: { href: string; name: string }) => (
  <Link href={href} className="text-primary underline underline-offset-2 [overflow-wrap:anywhere]">
    <Bidi text={name} />
  </Link>
)
