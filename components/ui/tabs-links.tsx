"use client"

import Link from "next/link"
import { usePathname } from "next/navigation"
import { cn } from "./cn"
import { longestMatch } from "./longest-match"

export type TabLink = { label: string; href: string; count?: number }

/** Tabs that lead to pages: a nav of links. The one whose address begins the present one is the current. */
export function TabsLinks({ label, items, className }: { label: string; items: readonly TabLink[]; className?: string }) {
  const current = longestMatch(usePathname(), items)
  return (
    <nav data-slot="tabs-links" aria-label={label} className={cn("overflow-x-auto border-border border-b", className)}>
      <ul className="flex gap-5">
        {items.map(({ label, href, count }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === current ? "page" : undefined}
              className="-outline-offset-2 flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-muted-foreground hover:text-foreground forced-colors:not-aria-[current=page]:border-[Canvas] aria-[current=page]:border-primary aria-[current=page]:font-semibold aria-[current=page]:text-foreground max-md:h-11"
            >
              {label}
              {count !== undefined && <span className="font-normal text-faint text-xs">{count.toLocaleString("en")}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
