import { ChevronLeft, ChevronRight } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { buttonClasses } from "./button"
import { cn } from "./cn"

type PaginationProps = {
  /** "1–25 of 128 connections". */
  range: string
  previousHref?: string
  nextHref?: string
  sizes?: readonly { size: number; href: string; current?: boolean }[]
  className?: string
}

export function Pagination({ range, previousHref, nextHref, sizes, className }: PaginationProps) {
  return (
    <nav
      data-slot="pagination"
      data-print="no"
      aria-label="Pages"
      className={cn("flex flex-wrap items-center gap-x-4 gap-y-2 pt-2 text-muted-foreground", className)}
    >
      <p className="text-xs">{range}</p>
      {sizes && (
        <ul aria-label="Rows per page" className="flex items-center gap-0.5 text-xs">
          {sizes.map(({ size, href, current }) => (
            <li key={size}>
              <Link
                href={href}
                scroll={false}
                prefetch={false}
                aria-current={current ? "true" : undefined}
                className="grid h-6 min-w-7 place-items-center rounded-sm px-1 hover:bg-hover aria-[current=true]:font-semibold aria-[current=true]:text-foreground max-md:size-11"
              >
                {size}
              </Link>
            </li>
          ))}
          <li aria-hidden="true" className="pl-1">
            per page
          </li>
        </ul>
      )}
      <div className="ml-auto flex gap-2">
        <Step href={previousHref} rel="prev">
          <ChevronLeft aria-hidden="true" />
          Previous
        </Step>
        <Step href={nextHref} rel="next">
          Next
          <ChevronRight aria-hidden="true" />
        </Step>
      </div>
    </nav>
  )
}

function Step({ href, rel, children }: { href?: string; rel: "prev" | "next"; children: ReactNode }) {
  const classes = buttonClasses({ variant: "secondary", size: "small" })
  if (href)
    return (
      <Link href={href} rel={rel} prefetch={false} className={classes}>
        {children}
      </Link>
    )
  return (
    <span aria-disabled="true" className={classes}>
      {children}
    </span>
  )
}
