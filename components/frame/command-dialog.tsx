"use client"

import { Search } from "lucide-react"
import { useRouter } from "next/navigation"
import { Dialog as Radix } from "radix-ui"
import { type KeyboardEvent, useId, useState } from "react"
import { cn } from "@/components/ui/cn"
import { overlayClasses } from "@/components/ui/dialog"
import { useFocusBack } from "@/components/ui/use-focus-back"
import type { Command } from "./command-palette"
import { findCommands } from "./find-commands"

/** An input over a list: the arrows move, Enter goes, the focus never leaves the input (APG combobox). */
export function CommandDialog({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const router = useRouter()
  const id = useId()
  const back = useFocusBack()
  const [query, setQuery] = useState("")
  const [at, setAt] = useState(0)
  const found = findCommands(commands, query)
  const active = found[at]

  const go = (command: Command | undefined, apart: boolean) => {
    if (!command) return
    onClose()
    if (command.run) command.run()
    else if (apart) window.open(command.href, "_blank", "noopener")
    else router.push(command.href)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 + found.length, Home: 0, End: found.length - 1 }
    const step = steps[event.key]
    if (event.key === "Enter") go(active, event.ctrlKey || event.metaKey)
    else if (step !== undefined && found.length > 0) setAt(step % found.length)
    else return
    event.preventDefault()
  }

  return (
    <Radix.Root open onOpenChange={(open) => open || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content
          {...back}
          data-slot="command-palette"
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12vh] z-50 mx-auto max-w-xl animate-float overflow-hidden rounded-lg border border-border bg-popover shadow-float outline-none"
        >
          <Radix.Title className="sr-only">Find a page or an action</Radix.Title>
          <div className="flex items-center gap-2.5 border-border border-b px-4">
            <Search aria-hidden="true" className="size-4 shrink-0 text-faint" />
            <input
              role="combobox"
              aria-label="Find a page or an action"
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-activedescendant={active && `${id}-${active.id}`}
              aria-autocomplete="list"
              autoComplete="off"
              spellCheck={false}
              placeholder="Find a page or an action…"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value)
                setAt(0)
              }}
              onKeyDown={press}
              className="h-12 w-full bg-transparent text-base outline-none"
            />
          </div>
          <div id={`${id}-list`} role="listbox" aria-label="Found" className="max-h-[50vh] overflow-y-auto p-1.5">
            {found.map((command, index) => (
              <div key={command.id} role="presentation">
                {found[index - 1]?.group !== command.group && (
                  <div role="presentation" className="px-2.5 pt-2 pb-1 font-semibold text-2xs text-muted-foreground">
                    {command.group}
                  </div>
                )}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the input, where the focus stays */}
                <div
                  id={`${id}-${command.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === at}
                  ref={(option) => {
                    if (index === at) option?.scrollIntoView({ block: "nearest" })
                  }}
                  onPointerMove={() => setAt(index)}
                  onClick={(event) => go(command, event.ctrlKey || event.metaKey)}
                  className={cn(
                    "flex min-h-9 cursor-default items-center justify-between gap-3 rounded-md px-2.5 max-md:min-h-11",
                    index === at && "bg-selected forced-colors:outline-2",
                  )}
                >
                  <bdi className="truncate">{command.label}</bdi>
                  {command.detail && <span className="shrink-0 truncate text-muted-foreground text-xs">{command.detail}</span>}
                </div>
              </div>
            ))}
          </div>
          <p role="status" className={found.length > 0 ? "sr-only" : "px-4 pb-4 text-muted-foreground"}>
            {found.length > 0 ? `${found.length} found` : "Nothing is called that. Try another word."}
          </p>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
