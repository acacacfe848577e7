"use client"

import Link from "next/link"
import { Banner } from "@/components/ui/banner"
import { Card } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import type { AudienceRow } from "@/lib/audiences/model"
import type { AudienceId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { JobForm } from "./use-job-form"

type Props = { slug: string; form: JobForm; audiences: readonly AudienceRow[] }

/** Whose members the job works with. One that has stopped cannot be chosen. */
export function AudienceStep({ slug, form, audiences }: Props) {
  const { draft, audience, noAudience, change, wrong } = form
  const readOnly = audience?.readOnly ?? noAudience?.message
  return (
    <Card title="Audience">
      <div className="max-w-md space-y-3">
        <Field
          label="Audience"
          name="audienceId"
          error={wrong("audienceId")}
          help="Its members are read from its source each time the job runs."
        >
          <Select
            placeholder="Choose an audience"
            value={draft.audienceId ?? ""}
            options={audiences.map(({ id, name, flag }) => ({
              value: id,
              label: flag ? `${name} (stopped)` : name,
              disabled: flag !== null,
            }))}
            onChange={({ target }) => change({ audienceId: (target.value || undefined) as AudienceId | undefined })}
          />
        </Field>
        {audiences.length === 0 && (
          <p className="text-muted-foreground">
            There is no audience yet.{" "}
            <Link href={paths.newAudience(slug)} className="text-primary underline underline-offset-2">
              New audience
            </Link>
          </p>
        )}
        {readOnly && (
          <Banner tone="warn" title="The members of this audience cannot be read with your right.">
            {readOnly}
          </Banner>
        )}
      </div>
    </Card>
  )
}
