import { cn } from "./cn"

const initials = (name: string) => {
  const words = name
    .trim()
    .split(/[\s._@-]+/)
    .filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word ? [...word][0] : ""))
    .join("")
    .toUpperCase()
}

/** The first letters of a name. It decorates: the name itself stands beside it, or in the control's label. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      data-slot="avatar"
      aria-hidden="true"
      className={cn("inline-grid size-6 shrink-0 place-items-center rounded-md bg-selected font-semibold text-2xs text-primary", className)}
    >
      {initials(name)}
    </span>
  )
}
