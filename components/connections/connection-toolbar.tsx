import { FilterChip } from "@/components/ui/filter-chip"
import { SearchInput } from "@/components/ui/search-input"
import { Toolbar } from "@/components/ui/toolbar"
import type { ConnectionPage } from "@/lib/connections/model"
import { statuses } from "@/lib/connections/states"
import { type Asked, type ListPlace, toggleHref, withAsked } from "./address"
import { totalWords } from "./table-foot"

export type Option = { value: string; label: string }
type Props = {
  place: ListPlace
  asked: Asked
  teams: { id: string; name: string }[]
  /** The platforms that there are. */
  sources: Option[]
  page: Pick<ConnectionPage, "total" | "more">
}

/** Search and filters; all of it is in the address. */
export function ConnectionToolbar({ place, asked, teams, sources, page }: Props) {
  const chosen = (key: string) => (asked[key] ?? "").split(",").filter(Boolean)
  // Where each leads is worked out when its filter opens.
  const options = (key: string, of: Option[], led = (value: string) => toggleHref(place, asked, key, value)) =>
    of.map(({ value, label }) => ({
      value,
      label,
      get href() {
        return led(value)
      },
    }))
  const teamOptions = [...teams.map(({ id, name }) => ({ value: id, label: name })), { value: "none", label: "No team" }]
  return (
    <Toolbar end={<span>{totalWords(page)}</span>}>
      <SearchInput label="Search connections" placeholder="Search name, host or team…" />
      <FilterChip
        label="Status"
        selected={chosen("status")}
        options={options(
          "status",
          statuses.map((status) => ({ value: status, label: status })),
        )}
        clearHref={withAsked(place, asked, { status: undefined })}
      />
      <FilterChip
        label="In use"
        selected={chosen("lifecycle")}
        options={options("lifecycle", [
          { value: "live", label: "In use" },
          { value: "disconnected", label: "Disconnected" },
        ])}
        clearHref={withAsked(place, asked, { lifecycle: undefined })}
      />
      <FilterChip
        label="Source"
        selected={chosen("source")}
        options={options("source", sources)}
        clearHref={withAsked(place, asked, { source: undefined })}
      />
      <FilterChip
        label="Team"
        selected={chosen("team")}
        options={options("team", teamOptions, (team) => withAsked(place, asked, { team: asked.team === team ? undefined : team }))}
        clearHref={withAsked(place, asked, { team: undefined })}
      />
    </Toolbar>
  )
}
