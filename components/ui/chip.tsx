import { X } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"

type ChipProps = { children: ReactNode; title?: string; className?: string } & (
  | { onRemove?: undefined; removeLabel?: undefined }
  | { onRemove: () => void; removeLabel: string }
)

/** A name among others, such as a team. With `onRemove` it can be taken away. */
export function Chip({ children, title, className, onRemove, removeLabel }: ChipProps) {
  return (
    <span title={title} className={cn("chip", onRemove && "min-h-6 pr-0", className)}>
      <bdi className="truncate">{children}</bdi>
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover"
        >
          <X aria-hidden="true" className="size-3" />
        </button>
      )}
    </span>
  )
}
