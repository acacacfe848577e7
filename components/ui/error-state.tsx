"use client"

import { type ReactNode, useTransition } from "react"
import { Button } from "./button"
import { CopyButton } from "./copy-button"

type ErrorStateProps = {
  title: string
  /** What went on unharmed: "Your connections are safe; only this list could not be read." */
  safe: ReactNode
  retry?: () => void | Promise<void>
  retryLabel?: string
  reference?: string
  level?: 1 | 2
}

export function ErrorState({ title, safe, retry, retryLabel = "Try again", reference, level = 2 }: ErrorStateProps) {
  const [pending, startTransition] = useTransition()
  const Heading = `h${level}` as const
  return (
    <div data-slot="error-state" role="alert" className="rounded-lg border border-border bg-card px-5 py-6">
      <Heading tabIndex={level === 1 ? -1 : undefined} className="font-semibold text-md">
        {title}
      </Heading>
      <div className="mt-1 max-w-[60ch] text-muted-foreground">{safe}</div>
      {retry && (
        <Button className="mt-4" pending={pending} onClick={() => startTransition(async () => retry())}>
          {retryLabel}
        </Button>
      )}
      {reference && (
        <p className="mt-4 flex items-center gap-1.5 text-muted-foreground text-xs">
          Reference <code className="select-all font-mono">{reference}</code>
          <CopyButton text={reference} label="Copy reference" />
        </p>
      )}
    </div>
  )
}
