import { Badge } from "@/components/ui/badge"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { Column } from "@/lib/connectors/connector"

/** The columns of one table; those that the search found stand first. */
export function ColumnsTable({ table, columns, q }: { table: string; columns: Column[]; q: string }) {
  const word = q.toLowerCase()
  const found = ({ name }: Column) => word !== "" && name.toLowerCase().includes(word)
  const ordered = word ? [...columns.filter(found), ...columns.filter((column) => !found(column))] : columns
  return (
    <Table caption={`Columns of ${table}`} density="compact">
      <TableHead>
        <HeadCell>Column</HeadCell>
        <HeadCell>Type</HeadCell>
        <HeadCell>Filters as</HeadCell>
        <HeadCell>Remarks</HeadCell>
      </TableHead>
      <TableBody>
        {ordered.map((column) => (
          <Row key={column.name} selected={found(column)}>
            <NameCell name={column.name} />
            <Cell label="Type" className="font-mono text-xs">
              {column.type}
            </Cell>
            <Cell label="Filters as">{column.kind}</Cell>
            <Cell label="Remarks">
              <span className="flex flex-wrap items-center gap-1.5">
                {column.key && <Badge>key</Badge>}
                {!column.nullable && <Badge>not null</Badge>}
                {column.comment && <span className="text-muted-foreground text-xs">{column.comment}</span>}
              </span>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
