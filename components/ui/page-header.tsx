import { ChevronRight } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { Button } from "./button"
import { cn } from "./cn"

type PageHeaderProps = {
  title: ReactNode
  description?: ReactNode
  breadcrumbs?: readonly { label: string; href: string }[]
  /** Beside the title: a status. */
  status?: ReactNode
  /** The one primary act of the page, when it is a place to go to. */
  action?: { label: string; href: string } | false
  actions?: ReactNode
  className?: string
}

export function PageHeader({ title, description, breadcrumbs, status, action, actions, className }: PageHeaderProps) {
  return (
    <header data-slot="page-header" className={cn("flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5", className)}>
      <div className="min-w-0 max-md:w-full">
        {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabIndex={-1} className="font-semibold text-xl [overflow-wrap:anywhere]">
            {title}
          </h1>
          {status}
        </div>
        {description && <p className="mt-0.5 max-w-[72ch] text-muted-foreground">{description}</p>}
      </div>
      {(action || actions) && (
        <div data-print="no" className="flex flex-wrap items-center gap-2">
          {actions}
          {action && (
            <Button asChild variant="primary">
              <Link href={action.href}>{action.label}</Link>
            </Button>
          )}
        </div>
      )}
    </header>
  )
}

function Breadcrumbs({ items }: { items: readonly { label: string; href: string }[] }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-1">
      <ol className="flex flex-wrap items-center gap-1 text-muted-foreground text-xs">
        {items.map(({ label, href }) => (
          <li key={href} className="flex min-w-0 items-center gap-1">
            <Link href={href} className="min-h-6 content-center rounded-sm hover:text-foreground hover:underline hover:underline-offset-2">
              <bdi>{label}</bdi>
            </Link>
            <ChevronRight aria-hidden="true" className="size-3 text-faint" />
          </li>
        ))}
      </ol>
    </nav>
  )
}
