"use client"

import Link from "next/link"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { FormErrors } from "@/components/ui/form-errors"
import { paths } from "@/lib/base/paths"
import type { JobForm } from "./use-job-form"

type Props = { slug: string; form: JobForm; label: string; back: string; children?: ReactNode }

/** Beside the form, and under it on a phone: what saving means, and the act. */
export function SavePanel({ slug, form, label, back, children }: Props) {
  const { draft, failure, tried, pending } = form
  return (
    <aside
      aria-label="Save"
      className="space-y-3 border-border bg-card p-4 max-lg:sticky max-lg:bottom-0 max-lg:z-20 max-lg:-mx-4 max-lg:border-t max-lg:py-2.5 lg:sticky lg:top-5 lg:rounded-lg lg:border"
    >
      <p className="text-muted-foreground max-lg:hidden">
        Whoever starts this job, it runs with its maker’s right to the authorization and the audience, and with their seat.
      </p>
      {children || <FormErrors failure={failure} />}
      {tried && !draft.type && <p className="text-destructive text-xs">Choose what the job does first.</p>}
      {tried && draft.type && !draft.connectionId && <p className="text-destructive text-xs">Choose an authorization first.</p>}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {label}
        </Button>
        <Button asChild variant="ghost">
          <Link href={back || paths.jobs(slug)}>Cancel</Link>
        </Button>
      </div>
    </aside>
  )
}
