import { CopyButton } from "@/components/ui/copy-button"

/** A link that is shown this one time. */
export function LinkOnce({ url, label }: { url: string; label: string }) {
  return (
    <div className="flex min-w-0 items-center gap-2 rounded-md border border-border bg-muted py-1 pr-1 pl-2.5">
      <code className="min-w-0 flex-1 select-all break-all font-mono text-xs">{url}</code>
      <CopyButton text={url} label={label} />
    </div>
  )
}
