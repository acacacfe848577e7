"use client"

import { FilterChip } from "@/components/ui/filter-chip"
import { SearchInput } from "@/components/ui/search-input"
import { Toolbar } from "@/components/ui/toolbar"
import type { TeamId } from "@/lib/base/ids"
import type { ConnectionFilter } from "@/lib/connections/model"
import { addressesOf } from "./addresses"
import type { Reach } from "./queries"
import { platformName } from "./tile"

export type TeamName = { id: TeamId; name: string }
type ConnectionToolbarProps = { slug: string; reach: Reach; filter: ConnectionFilter; sources: readonly string[]; teams: readonly TeamName[]; count: string }

const statuses = ["Active", "Processing", "Inactive", "Deprecated"] as const

/** Search and filters; every choice is a link, so that Back undoes it. */
export function ConnectionToolbar({ slug, reach, filter, sources, teams, count }: ConnectionToolbarProps) {
  const to = addressesOf(slug, reach, filter)
  return (
    <Toolbar end={<span role="status">{count}</span>}>
      <SearchInput label="Search connections" placeholder="Search name, host or team…" />
      <FilterChip
        label="Status"
        selected={filter.status}
        options={statuses.map((value) => ({ value, label: value, href: to.status(value) }))}
        clearHref={to.without("status")}
      />
      <FilterChip
        label="Source"
        selected={filter.source}
        options={sources.map((value) => ({ value, label: platformName(value), href: to.source(value) }))}
        clearHref={to.without("source")}
      />
      <FilterChip
        label="Team"
        selected={filter.team ? [filter.team] : []}
        options={[...teams.map(({ id, name }) => ({ value: id, label: name, href: to.team(id) })), { value: "none", label: "No team", href: to.team("none") }]}
        clearHref={to.without("team")}
      />
    </Toolbar>
  )
}
