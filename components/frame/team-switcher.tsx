"use client"

import { ChevronsUpDown, UsersRound } from "lucide-react"
import { cn } from "@/components/ui/cn"
import { MenuButton } from "@/components/ui/menu-button"
import { notifyFailure } from "@/components/ui/notify"
import { useAction } from "@/components/ui/use-action"
import type { Result } from "@/lib/base/errors"

export type TeamChoice = { id: string; name: string }

type TeamSwitcherProps = {
  teams: readonly TeamChoice[]
  /** Absent: all teams of this person. */
  current?: string
  choose: (input: { teamId: string | null }) => Promise<Result<unknown>>
  shrinks?: boolean
}

/** The active team: what the pickers offer depends on it. */
export function TeamSwitcher({ teams, current, choose, shrinks = false }: TeamSwitcherProps) {
  const { run, pending } = useAction(choose)
  const name = teams.find(({ id }) => id === current)?.name ?? "All my teams"
  const pick = async (value: string) => {
    const result = await run({ teamId: value || null })
    if (result && !result.ok) notifyFailure(result.error)
  }
  if (teams.length === 0) return null
  return (
    <MenuButton
      align="start"
      side="top"
      button={(press) => (
        <button
          {...press}
          type="button"
          data-slot="team-switcher"
          aria-label={`Active team: ${name}`}
          aria-busy={pending || undefined}
          className={cn(
            "flex h-8 w-full items-center gap-2 rounded-md px-2.5 text-left text-muted-foreground hover:bg-hover hover:text-foreground max-md:h-11",
            shrinks && "max-rail:justify-center max-rail:px-0",
          )}
        >
          <UsersRound aria-hidden="true" className="size-4 shrink-0" />
          <bdi className={cn("min-w-0 flex-1 truncate", shrinks && "max-rail:hidden")}>{name}</bdi>
          <ChevronsUpDown aria-hidden="true" className={cn("size-3.5 shrink-0 text-faint", shrinks && "max-rail:hidden")} />
        </button>
      )}
      entries={() => [
        { kind: "heading", label: "Active team" },
        { kind: "choice", value: current ?? "", choose: pick, options: [{ value: "", label: "All my teams" }] },
        { kind: "line" },
        {
          kind: "choice",
          value: current ?? "",
          choose: pick,
          options: teams.map(({ id, name }) => ({ value: id, label: <bdi className="truncate">{name}</bdi> })),
        },
      ]}
    />
  )
}
