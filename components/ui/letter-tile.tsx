import { cn } from "./cn"

/** One or two letters in a square, in place of a mark. "strong" is for where one is, e.g. the organization. */
export function LetterTile({ letters, strong, className }: { letters: string; strong?: boolean; className?: string }) {
  return (
    <span
      data-slot="letter-tile"
      aria-hidden="true"
      className={cn(
        "inline-grid size-5.5 shrink-0 place-items-center rounded-sm font-semibold text-2xs",
        strong ? "bg-primary text-primary-foreground" : "border border-border bg-muted text-muted-foreground",
        className,
      )}
    >
      {letters}
    </span>
  )
}
