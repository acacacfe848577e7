import { cn } from "./cn"

/** An open ring. It turns, unless motion is reduced: then it only stands there beside its word. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg
      data-slot="spinner"
      viewBox="0 0 12 12"
      fill="none"
      aria-hidden="true"
      className={cn("size-3 shrink-0 animate-spin motion-reduce:animate-none", className)}
    >
      <path d="M6 1.25A4.75 4.75 0 1 1 1.25 6" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  )
}
