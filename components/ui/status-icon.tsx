import { cn } from "./cn"

/** Drawn for 12 px, with shapes that differ without colour. */
const drawings = {
  check: <path d="m2.25 6.4 2.5 2.6 5-5.75" />,
  triangle: <path d="M6 1.6 11 10.4H1Z M6 4.9v2.4 M6 8.7v.2" />,
  ring: <path d="M6 1.25A4.75 4.75 0 1 1 1.25 6" />,
  cross: <path d="M6 1.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5Z M4.4 4.4l3.2 3.2 M7.6 4.4 4.4 7.6" />,
  minus: <path d="M2.5 6h7" />,
  question: <path d="M4 4.3c0-1.2.9-2 2-2s2 .8 2 1.9c0 1.5-2 1.6-2 3.1 M6 9.6v.2" />,
  play: <path d="M3.5 2.2v7.6L9.75 6Z" fill="currentColor" />,
  moon: <path d="M10 7.4A4.4 4.4 0 0 1 4.6 2 4.4 4.4 0 1 0 10 7.4Z" />,
  pause: <path d="M4 2.5v7 M8 2.5v7" />,
  info: <path d="M6 1.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5Z M6 5.6v2.9 M6 3.5v.2" />,
  clock: <path d="M6 1.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5Z M6 3.6V6l1.6 1.2" />,
}

export type StatusIconName = keyof typeof drawings

export function StatusIcon({ name, className }: { name: StatusIconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={cn("status-icon", name === "ring" && "animate-spin motion-reduce:animate-none", className)}
    >
      {drawings[name]}
    </svg>
  )
}
