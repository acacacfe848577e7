"use client"

import { Check, X } from "lucide-react"
import Link from "next/link"
import { useState } from "react"
import { Button } from "./button"
import { CheckboxField } from "./checkbox"
import { cn } from "./cn"
import { Input } from "./input"
import { Popover } from "./popover"

export type FilterOption = { value: string; label: string; count?: number; href?: string }

type FilterChipProps = {
  label: string
  options: readonly FilterOption[]
  /** The chosen values; none means any. */
  selected: readonly string[]
  /** Without it every option needs an `href`: choosing is then a navigation. */
  onToggle?: (value: string, chosen: boolean) => void
  /** Where, or how, the filter is taken off. */
  clearHref?: string
  onClear?: () => void
}

/** Dashed while it lets everything through; solid, with the value in bold, once it filters. */
export function FilterChip({ label, options, selected, onToggle, clearHref, onClear }: FilterChipProps) {
  const [query, setQuery] = useState("")
  const chosen = options.filter(({ value }) => selected.includes(value))
  const value =
    chosen.length === 0 ? "any" : chosen.length > 2 ? `${chosen.length} of ${options.length}` : chosen.map(({ label }) => label).join(", ")
  const shown = options.filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()))
  const button = {
    "data-slot": "filter-chip",
    className: cn(
      "inline-flex h-control max-w-72 items-center gap-1 rounded-md border border-input px-2.5 text-muted-foreground transition-colors hover:bg-hover",
      chosen.length === 0 ? "border-dashed" : "border-solid bg-card",
    ),
    children: (
      <>
        {label} <strong className="truncate font-semibold text-foreground">{value}</strong>
      </>
    ),
  }
  const clear = (close: () => void) => {
    onClear?.()
    close()
  }

  return (
    <Popover label={`Filter by ${label.toLowerCase()}`} button={button} className="w-60">
      {(close) => (
        <>
          {options.length > 8 && (
            <div className="p-1 pb-2">
              <Input
                aria-label={`Find in ${label.toLowerCase()}`}
                placeholder="Find…"
                value={query}
                onChange={(event) => setQuery(event.target.value)}
              />
            </div>
          )}
          <ul className="max-h-72 overflow-y-auto">
            {shown.map((option) => (
              <li key={option.value}>
                <Option option={option} chosen={selected.includes(option.value)} onToggle={onToggle} />
              </li>
            ))}
          </ul>
          {shown.length === 0 && <p className="px-2 py-1.5 text-muted-foreground">Nothing is called that.</p>}
          {chosen.length > 0 && (clearHref || onClear) && (
            <div className="-mx-1 mt-1 border-border border-t px-1 pt-1">
              {clearHref ? (
                <Button asChild variant="ghost" size="small" className="w-full justify-start" onClick={() => clear(close)}>
                  <Link href={clearHref} scroll={false}>
                    <X aria-hidden="true" /> Clear this filter
                  </Link>
                </Button>
              ) : (
                <Button variant="ghost" size="small" className="w-full justify-start" onClick={() => clear(close)}>
                  <X aria-hidden="true" /> Clear this filter
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </Popover>
  )
}

function Option({ option, chosen, onToggle }: { option: FilterOption; chosen: boolean; onToggle?: FilterChipProps["onToggle"] }) {
  const { value, label, count, href } = option
  const text = (
    <span className="flex min-w-0 items-baseline gap-2">
      <bdi className="min-w-0 flex-1 truncate">{label}</bdi>
      {count !== undefined && <span className="text-faint text-xs">{count.toLocaleString("en")}</span>}
    </span>
  )
  if (!href)
    return (
      <CheckboxField
        label={text}
        checked={chosen}
        onCheckedChange={(next) => onToggle?.(value, next)}
        className="rounded-md px-2 hover:bg-hover [&>div]:flex-1"
      />
    )
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={chosen ? "true" : undefined}
      className="-outline-offset-2 flex min-h-8 items-center gap-2 rounded-md px-2 py-1 hover:bg-hover max-md:min-h-11"
    >
      <Check aria-hidden="true" className={cn("size-4 shrink-0", !chosen && "invisible")} />
      <span className="min-w-0 flex-1">{text}</span>
    </Link>
  )
}
