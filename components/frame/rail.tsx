"use client"

import Link from "next/link"
import { usePathname } from "next/navigation"
import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"
import { longestMatch } from "@/components/ui/longest-match"
import { tip } from "@/components/ui/tip"
import { RailIcon } from "./rail-icons"

export type RailEntry = {
  label: string
  href: string
  /** A name of rail-icons, drawn where the rail is narrow. */
  icon?: string
  count?: number
  /** Current only on this very address, e.g. Home. */
  exact?: boolean
}
export type RailSection = { title?: string; items: readonly RailEntry[] }

type RailProps = {
  sections: readonly RailSection[]
  /** Under 1100 px it shrinks to icons; in a sheet it keeps its words. */
  shrinks?: boolean
  onNavigate?: () => void
  top?: ReactNode
  bottom?: ReactNode
}

export function Rail({ sections, shrinks = false, onNavigate, top, bottom }: RailProps) {
  const pathname = usePathname()
  const items = sections.flatMap(({ items }) => items)
  const current = longestMatch(
    pathname,
    items.filter(({ href, exact }) => !exact || href === pathname),
  )
  return (
    <div data-slot="rail-body" className="flex h-full min-h-0 flex-col gap-1 px-2 py-2.5">
      {top}
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto py-1">
        {sections.map(({ title, items }) => (
          <Group key={title ?? ""} title={title} shrinks={shrinks}>
            {items.map((item) => (
              <li key={item.href}>
                <Entry {...item} current={item.href === current} shrinks={shrinks} onNavigate={onNavigate} />
              </li>
            ))}
          </Group>
        ))}
      </nav>
      {bottom}
    </div>
  )
}

const slug = (title: string) => `rail-${title.toLowerCase().replaceAll(/\W+/g, "-")}`

function Group({ title, shrinks, children }: { title?: string; shrinks: boolean; children: ReactNode }) {
  if (!title) return <ul>{children}</ul>
  const id = `${slug(title)}${shrinks ? "" : "-sheet"}`
  return (
    <div className={cn("mt-4", shrinks && "max-rail:mt-2 max-rail:border-border max-rail:border-t max-rail:pt-2")}>
      <p id={id} className={cn("px-2.5 pb-1 font-semibold text-2xs text-muted-foreground", shrinks && "max-rail:sr-only")}>
        {title}
      </p>
      <ul aria-labelledby={id}>{children}</ul>
    </div>
  )
}

type EntryProps = RailEntry & { current: boolean; shrinks: boolean; onNavigate?: () => void }

function Entry({ label, href, icon, count, current, shrinks, onNavigate }: EntryProps) {
  return (
    <Link
      href={href}
      {...(shrinks && tip(label, { names: true, side: "right", className: "rail:hidden" }))}
      onClick={onNavigate}
      aria-current={current ? "page" : undefined}
      className={shrinks ? "rail-link rail-link-shrinks" : "rail-link"}
    >
      {shrinks && <RailIcon name={icon} />}
      <span className={shrinks ? "rail-word" : "min-w-0"}>{label}</span>
      {count !== undefined && <span className={cn("text-xs", shrinks && "max-rail:sr-only")}>{count.toLocaleString("en")}</span>}
    </Link>
  )
}
