"use client"

import { useRouter } from "next/navigation"
import { Banner } from "@/components/ui/banner"
import { Bidi } from "@/components/ui/bidi"
import { Card } from "@/components/ui/card"
import { Facts } from "@/components/ui/facts"
import { figure } from "@/components/ui/figure"
import { RelativeTime } from "@/components/ui/relative-time"
import type { AudienceDetail } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import { type Remove, RemoveAudience } from "./remove-audience"

/** An audience that may be looked at and not changed, with the reason. */
export function AudienceSummary({ slug, audience, remove }: { slug: string; audience: AudienceDetail; remove: Remove }) {
  const router = useRouter()
  const { id, name, flag, readOnly, connection, schema, table, sentence, lastCount, countedAt, team, maker } = audience
  return (
    <div className="max-w-3xl space-y-4">
      <Banner
        tone={flag ? "warn" : "info"}
        title={flag ? "This audience has stopped and is read-only." : "You can look at this audience and not change it."}
      >
        {readOnly} {flag && "Nothing of it is lost: it goes on as soon as that is mended."}
      </Banner>
      <Card
        title="Audience"
        footer={<RemoveAudience id={id} name={name} remove={remove} labelled onDone={() => router.push(paths.audiences(slug))} />}
      >
        <Facts
          facts={[
            { term: "Connection", value: connection ? <Bidi text={connection.name} /> : "Not shared with you" },
            { term: "Table", value: `${schema}.${table}`, mono: true },
            { term: "Rows where", value: <Bidi text={sentence} /> },
            {
              term: "Last count",
              value:
                lastCount === null || !countedAt ? (
                  "Not counted"
                ) : (
                  <>
                    {figure(lastCount)}, <RelativeTime at={countedAt} />
                  </>
                ),
            },
            { term: "Team", value: team ? <Bidi text={team.name} /> : `Only ${maker.name}` },
            { term: "Made by", value: <Bidi text={maker.name} /> },
          ]}
        />
      </Card>
    </div>
  )
}
