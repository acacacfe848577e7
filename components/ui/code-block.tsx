import { cn } from "./cn"
import { CopyButton } from "./copy-button"

type CodeBlockProps = {
  code: string
  /** What it is: "Grant script for PostgreSQL". */
  label: string
  copyLabel?: string
  wrap?: boolean
  className?: string
}

export function CodeBlock({ code, label, copyLabel = "Copy", wrap = false, className }: CodeBlockProps) {
  return (
    <figure data-slot="code-block" className={cn("min-w-0 rounded-lg border border-border bg-muted", className)}>
      <figcaption className="flex items-center justify-between gap-3 py-1.5 pr-1.5 pl-3 text-muted-foreground text-xs">
        {label}
        <CopyButton text={code} label={copyLabel} labelled />
      </figcaption>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        className="-outline-offset-2 max-h-96 overflow-auto rounded-b-lg border-border border-t bg-card"
      >
        <pre className={cn("px-3 py-2.5 font-mono text-xs", wrap && "whitespace-pre-wrap [overflow-wrap:anywhere]")}>
          <code>{code}</code>
        </pre>
      </section>
    </figure>
  )
}
