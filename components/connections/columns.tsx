import { Chip } from "@/components/ui/chip"
import type { Column } from "@/components/ui/data-table"
import { NameCell } from "@/components/ui/table"
import { paths } from "@/lib/base/paths"
import type { ConnectionRow, SharedWith, Sort } from "@/lib/connections/model"
import { type RefreshActions, RefreshCell } from "./refresh-cell"
import { StatusCell } from "./status-cell"
import { Source } from "./tile"
import { dayOf, peopleWords } from "./words"

export type Opens = (row: ConnectionRow) => string
type Way = { slug: string; opens: Opens; actions: RefreshActions; owners: boolean }
export type SortedColumn = Column<ConnectionRow> & { by?: Sort }

/** What a list of connections shows, in this order. */
export const columnsOf = ({ slug, opens, actions, owners }: Way): SortedColumn[] => [
  { header: "Name", by: "name", cell: (row) => <NameCell name={row.name} href={opens(row)} locator={row.locator} className="focus-within:bg-selected" /> },
  { header: "Source", by: "source", cell: ({ platform }) => <Source platform={platform} /> },
  { header: "Type", cell: ({ type }) => type },
  { header: "Status", by: "status", cell: (row) => <StatusCell row={row} href={paths.connection(slug, row.id)} /> },
  { header: "Shared With", cell: ({ sharedWith }) => <SharedWithChips sharedWith={sharedWith} /> },
  { header: "Last Schema Refresh", by: "refreshed", cell: (row) => <RefreshCell row={row} actions={actions} /> },
  ...(owners ? [{ header: "Owner", cell: ({ owner }: ConnectionRow) => <bdi>{owner.name}</bdi> }] : []),
  {
    header: "Created",
    by: "created",
    className: "whitespace-nowrap text-muted-foreground",
    cell: ({ createdAt }) => <time dateTime={createdAt}>{dayOf(createdAt)}</time>,
  },
]

const mostChips = 2

function SharedWithChips({ sharedWith }: { sharedWith: SharedWith }) {
  if (sharedWith.kind === "private") return <Chip>Private</Chip>
  if (sharedWith.kind === "all teams") return <Chip>All teams</Chip>
  if (sharedWith.kind === "none") return <Chip>No team</Chip>
  const names = [...sharedWith.teams.map(({ name }) => name), ...peopleWords(sharedWith.people)]
  const rest = names.slice(mostChips)
  return (
    <span className="flex flex-wrap gap-1 py-0.5">
      {names.slice(0, mostChips).map((name) => (
        <Chip key={name} title={name} className="max-w-32">
          {name}
        </Chip>
      ))}
      {rest.length > 0 && <Chip title={rest.join(", ")}>+{rest.length}</Chip>}
    </span>
  )
}
