"use client"

import Link from "next/link"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { FormErrors } from "@/components/ui/form-errors"
import { paths } from "@/lib/base/paths"
import type { QueryForm } from "./use-query-form"

/** Beside the form, and under it on a phone: what saving means, and the act. */
export function SavePanel({ slug, form, isNew }: { slug: string; form: QueryForm; isNew: boolean }) {
  const { present, failure, draft, tried, pending } = form
  return (
    <aside
      aria-label="Save"
      className="space-y-3 border-border bg-card p-4 max-lg:sticky max-lg:bottom-0 max-lg:z-20 max-lg:-mx-4 max-lg:border-t max-lg:py-2.5 lg:sticky lg:top-5 lg:rounded-lg lg:border"
    >
      <p className="text-muted-foreground max-lg:hidden">
        Whoever refreshes this query, it is fetched with {isNew ? "your" : "its maker’s"} right to the connection and{" "}
        {isNew ? "your" : "their"} seat.
      </p>
      {present ? (
        <Banner tone="warn" live title="Somebody else has saved this query meanwhile.">
          <p>Theirs is called “{present.name}”. Your changes are still here and not saved.</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="small" onClick={() => form.take(present)}>
              Load theirs
            </Button>
            <Button size="small" onClick={() => form.meet(present.version)}>
              Keep mine
            </Button>
          </div>
        </Banner>
      ) : (
        <FormErrors failure={failure} />
      )}
      {tried && !draft.table && <p className="text-destructive text-xs">Choose a connection and a table first.</p>}
      {tried && draft.missing && <p className="text-destructive text-xs">{draft.missing}</p>}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {isNew ? "Save query" : "Save changes"}
        </Button>
        <Button asChild variant="ghost">
          <Link href={paths.queries(slug)}>Cancel</Link>
        </Button>
      </div>
    </aside>
  )
}
