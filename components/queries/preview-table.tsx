import { Button } from "@/components/ui/button"
import { Section } from "@/components/ui/card"
import { DataTable } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { figure } from "@/components/ui/figure"
import { RelativeTime } from "@/components/ui/relative-time"
import { Cell } from "@/components/ui/table"
import { paths } from "@/lib/base/paths"
import type { Preview, QueryDetail } from "@/lib/queries/model"

type PreviewTableProps = { slug: string; id: string; name: string; preview: QueryDetail["preview"] }

/** The first rows of the latest answer, and the way to take them along. */
export function PreviewTable({ slug, id, name, preview }: PreviewTableProps) {
  if (preview === null)
    return (
      <EmptyState title="No rows yet">
        Refresh the query to fetch them. It uses its maker’s connection and seat, whoever refreshes it.
      </EmptyState>
    )
  if (preview === "hidden")
    return <EmptyState title="The rows are not shown to you">They are for those who may use the connection of this query.</EmptyState>
  const { columns, rows, of, takenAt } = preview
  return (
    <Section
      title="Preview"
      description={
        <>
          {rows.length === of ? `${figure(of)} ${of === 1 ? "row" : "rows"}` : `The first ${figure(rows.length)} of ${figure(of)} rows`},{" "}
          <RelativeTime at={takenAt} prefix="fetched" />.
        </>
      }
      actions={
        <Button asChild>
          <a href={paths.api.queryRows(slug, id)} download>
            Download CSV
          </a>
        </Button>
      }
    >
      <DataTable
        caption={`Rows of ${name}`}
        density="compact"
        narrow="scroll"
        rows={rows.map((cells, at) => ({ at, cells }))}
        keyOf={({ at }) => String(at)}
        columns={columns.map((header, at) => ({
          header,
          cell: ({ cells }: { cells: Preview["rows"][number] }) => <Text first={at === 0} text={cells[at]} />,
        }))}
      />
    </Section>
  )
}

/** The first column draws a cell of its own; the others what stands inside. */
function Text({ first, text }: { first: boolean; text: string | null | undefined }) {
  const shown =
    text === null || text === undefined ? (
      <span className="text-faint">empty</span>
    ) : (
      <bdi className="block max-w-80 truncate font-mono text-xs" title={text}>
        {text}
      </bdi>
    )
  return first ? <Cell>{shown}</Cell> : shown
}
