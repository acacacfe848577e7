"use client"

import { useState } from "react"
import { CheckboxField } from "@/components/ui/checkbox"
import { SearchInput } from "@/components/ui/search-input"
import type { TeamId } from "@/lib/base/ids"

type Props = {
  teams: readonly { id: TeamId; name: string; members?: number }[]
  chosen: ReadonlySet<TeamId>
  onToggle: (team: TeamId) => void
}

/** Every team with its number of members; long lists can be searched. */
export function TeamChecklist({ teams, chosen, onToggle }: Props) {
  const [query, setQuery] = useState("")
  const shown = teams.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">
        Teams <span className="font-normal text-muted-foreground text-xs">{chosen.size} selected</span>
      </legend>
      {teams.length > 8 && <SearchInput label="Search teams" onSearch={setQuery} className="mb-2" />}
      {teams.length === 0 && <p className="text-muted-foreground">There are no teams yet. All members may use it.</p>}
      <div className="max-h-80 overflow-y-auto">
        {shown.map(({ id, name, members }) => (
          <CheckboxField
            key={id}
            label={<bdi>{name}</bdi>}
            help={members === undefined ? undefined : members === 1 ? "1 member" : `${members} members`}
            checked={chosen.has(id)}
            onCheckedChange={() => onToggle(id)}
          />
        ))}
      </div>
    </fieldset>
  )
}
