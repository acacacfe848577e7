"use client"

import { ActionButton } from "@/components/ui/action-button"
import { Banner } from "@/components/ui/banner"
import type { Action } from "@/components/ui/use-action"

/** Stands over every page while an owner or admin looks at the organization as somebody else. */
export function ViewingBanner({ name, stop }: { name: string; stop: Action<Record<string, never>, unknown> }) {
  return (
    <Banner
      tone="warn"
      className="mb-5"
      title={`You see this organization as ${name} does.`}
      action={<ActionButton label="Stop viewing" size="small" action={stop} input={{}} onDone={() => window.location.reload()} />}
    >
      You can read everything and change nothing.
    </Banner>
  )
}
