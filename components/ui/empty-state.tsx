import Link from "next/link"
import type { ReactNode } from "react"
import { Button } from "./button"
import { cn } from "./cn"

type EmptyStateProps = {
  /** Says what is missing: "No connections yet". */
  title: string
  /** Why it is worth having, or what to change. */
  children?: ReactNode
  /** The one next act. */
  action?: { label: string; href: string } | ReactNode
  level?: 2 | 3
  className?: string
}

export function EmptyState({ title, children, action, level = 2, className }: EmptyStateProps) {
  const Heading = `h${level}` as const
  return (
    <div data-slot="empty-state" className={cn("rounded-lg border border-border bg-card px-5 py-6", className)}>
      <Heading className="font-semibold text-md">{title}</Heading>
      {children && <div className="mt-1 max-w-[60ch] text-muted-foreground">{children}</div>}
      {action && <div className="mt-4">{isPlace(action) ? <Place {...action} /> : action}</div>}
    </div>
  )
}

const isPlace = (action: EmptyStateProps["action"]): action is { label: string; href: string } =>
  typeof action === "object" && action !== null && "href" in action && "label" in action

function Place({ label, href }: { label: string; href: string }) {
  return (
    <Button asChild>
      <Link href={href}>{label}</Link>
    </Button>
  )
}
