"use client"

import { Search, X } from "lucide-react"
import { usePathname, useRouter, useSearchParams } from "next/navigation"
import { useEffect, useRef, useState, useTransition } from "react"
import { cn } from "./cn"
import { controlClasses } from "./input"
import { Kbd } from "./kbd"
import { Spinner } from "./spinner"
import { useHotkey } from "./use-hotkey"

type SearchInputProps = {
  label: string
  placeholder?: string
  /** The search parameter it writes to. A change forgets the page one stood on. */
  param?: string
  /** Instead of the URL: called 200 ms after the last key. */
  onSearch?: (text: string) => void
  className?: string
}

export function SearchInput({ label, placeholder, param = "q", onSearch, className }: SearchInputProps) {
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const inUrl = onSearch ? "" : (params.get(param) ?? "")
  const [text, setText] = useState(inUrl)
  const [sent, setSent] = useState(inUrl)
  const [seen, setSeen] = useState(inUrl)
  const [pending, startTransition] = useTransition()
  const input = useRef<HTMLInputElement>(null)
  useHotkey("/", () => input.current?.focus())

  // Back and Forward change the URL under us, and what is typed follows; our own change arriving late does not.
  if (inUrl !== seen) {
    setSeen(inUrl)
    if (!pending && inUrl !== sent) {
      setSent(inUrl)
      setText(inUrl)
    }
  }

  useEffect(() => {
    if (text === sent) return
    const timer = setTimeout(() => {
      setSent(text)
      if (onSearch) return onSearch(text)
      // As the address is now: a filter chosen meanwhile stays.
      const next = new URLSearchParams(window.location.search)
      for (const cursor of ["after", "before", "page"]) next.delete(cursor)
      if (text) next.set(param, text)
      else next.delete(param)
      // The first letter makes a history entry, the following ones rewrite it.
      const go = sent ? router.replace : router.push
      startTransition(() => go(`${pathname}${next.size ? `?${next}` : ""}`, { scroll: false }))
    }, 200)
    return () => clearTimeout(timer)
  }, [text, sent, onSearch, param, pathname, router])

  return (
    <search data-slot="search-input" className={cn("relative block w-60 max-md:w-full", className)}>
      <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-faint">
        {pending ? <Spinner className="size-4" /> : <Search aria-hidden="true" className="size-4" />}
      </span>
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={placeholder ?? `${label}…`}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text) {
            event.stopPropagation()
            setText("")
          }
        }}
        className={cn(controlClasses, "h-control pr-8 pl-8")}
      />
      <span className="absolute inset-y-0 right-1.5 grid place-items-center">
        {text ? (
          <button
            type="button"
            aria-label="Clear search"
            onClick={() => setText("")}
            className="grid size-6 place-items-center rounded-sm text-muted-foreground hover:bg-hover"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        ) : (
          <Kbd aria-hidden="true" className="pointer-events-none max-md:hidden">
            /
          </Kbd>
        )}
      </span>
    </search>
  )
}
