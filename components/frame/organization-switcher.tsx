"use client"

import { Check, ChevronsUpDown } from "lucide-react"
import Link from "next/link"
import { type KeyboardEvent, useRef, useState } from "react"
import { cn } from "@/components/ui/cn"
import { Input } from "@/components/ui/input"
import { LetterTile } from "@/components/ui/letter-tile"
import { Popover } from "@/components/ui/popover"

export type OrganizationChoice = { id: string; name: string; href: string /** "Client of Northwind", "Owner". */; detail?: string }

type OrganizationSwitcherProps = { current: OrganizationChoice; organizations: readonly OrganizationChoice[]; shrinks?: boolean }

/** Where one is, and the way elsewhere. The choices are links: each can be opened beside this one. */
export function OrganizationSwitcher({ current, organizations, shrinks = false }: OrganizationSwitcherProps) {
  const [query, setQuery] = useState("")
  const list = useRef<HTMLUListElement>(null)
  const wanted = query.trim().toLowerCase()
  const shown = organizations.filter(({ name, detail }) => `${name} ${detail ?? ""}`.toLowerCase().includes(wanted))

  const move = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll("a") ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    if (event.key === "ArrowDown") links[at + 1]?.focus()
    else if (event.key === "ArrowUp" && at > 0) links[at - 1]?.focus()
    else if (event.key === "Enter" && at === -1) links[0]?.click()
    else return
    event.preventDefault()
  }

  const button = {
    "data-slot": "organization-switcher",
    className: cn(
      "flex h-9 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover max-md:h-11",
      shrinks && "max-rail:justify-center max-rail:px-0",
    ),
    children: (
      <>
        <LetterTile strong letters={firstLetter(current.name)} className="size-5" />
        <bdi className={cn("min-w-0 flex-1 truncate font-semibold", shrinks && "max-rail:sr-only")}>{current.name}</bdi>
        <span className="sr-only">, switch organization</span>
        <ChevronsUpDown aria-hidden="true" className={cn("size-3.5 shrink-0 text-faint", shrinks && "max-rail:hidden")} />
      </>
    ),
  }

  return (
    <Popover label="Switch organization" button={button} className="w-72" onKeyDown={move}>
      {(close) => (
        <>
          {organizations.length > 5 && (
            <div className="p-1 pb-2">
              <Input
                aria-label="Find an organization"
                placeholder="Find an organization…"
                value={query}
                onChange={(event) => setQuery(event.target.value)}
              />
            </div>
          )}
          <ul ref={list} className="max-h-80 overflow-y-auto">
            {shown.map(({ id, name, href, detail }) => (
              <li key={id}>
                <Link
                  href={href}
                  onClick={close}
                  aria-current={id === current.id ? "true" : undefined}
                  className="-outline-offset-2 flex min-h-9 items-center gap-2.5 rounded-md px-2 py-1 hover:bg-hover max-md:min-h-11"
                >
                  <LetterTile letters={firstLetter(name)} strong={id === current.id} className="size-5" />
                  <span className="min-w-0 flex-1">
                    <bdi className="block truncate">{name}</bdi>
                    {detail && <span className="block truncate text-muted-foreground text-xs">{detail}</span>}
                  </span>
                  {id === current.id && <Check aria-hidden="true" className="size-4 shrink-0" />}
                </Link>
              </li>
            ))}
          </ul>
          {shown.length === 0 && <p className="px-2 py-2 text-muted-foreground">No organization of yours is called that.</p>}
        </>
      )}
    </Popover>
  )
}

const firstLetter = (name: string) => [...name.trim()][0]?.toUpperCase() ?? "?"
