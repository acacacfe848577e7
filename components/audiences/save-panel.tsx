"use client"

import Link from "next/link"
import type { TargetDraft } from "@/components/filters/use-target-draft"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { FormErrors } from "@/components/ui/form-errors"
import type { PresentAudience } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import { LiveCountPanel } from "./live-count"
import type { LiveCount } from "./use-live-count"
import type { SavingState } from "./use-save"

type SavePanelProps = {
  slug: string
  draft: TargetDraft
  live: LiveCount
  saving: SavingState
  isNew: boolean
  takeTheirs: (present: PresentAudience) => void
}

/** Beside the form, and under it on a phone: the count, and the act. */
export function SavePanel({ slug, draft, live, saving, isNew, takeTheirs }: SavePanelProps) {
  const { failure, present, pending } = saving
  return (
    <aside
      aria-label="Count and save"
      className="space-y-3 border-border bg-card p-4 max-lg:space-y-2 max-lg:py-2.5 max-lg:sticky max-lg:bottom-0 max-lg:z-20 max-lg:-mx-4 max-lg:border-t lg:sticky lg:top-5 lg:rounded-lg lg:border"
    >
      <LiveCountPanel live={live} missing={draft.missing} table={draft.table?.name} estimated={draft.table?.estimatedRows} />
      {present ? (
        <Banner tone="warn" live title="Somebody else has saved this audience meanwhile.">
          <p>Theirs is called “{present.name}”. Your changes are still here and not saved.</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="small" onClick={() => takeTheirs(present)}>
              Load theirs
            </Button>
            <Button size="small" onClick={() => saving.meet(present.version)}>
              Keep mine
            </Button>
          </div>
        </Banner>
      ) : (
        <FormErrors failure={failure} />
      )}
      {saving.tried && !draft.table && <p className="text-destructive text-xs">Choose a connection and a table first.</p>}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {isNew ? "Save audience" : "Save changes"}
        </Button>
        <Button asChild variant="ghost">
          <Link href={paths.audiences(slug)}>Cancel</Link>
        </Button>
      </div>
    </aside>
  )
}
