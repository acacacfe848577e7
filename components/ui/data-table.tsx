import type { ReactNode } from "react"
import { Cell, HeadCell, Row, type Sort, Table, TableBody, TableHead } from "./table"
import { VisuallyHidden } from "./visually-hidden"

export type Column<T> = {
  header: string
  headerHidden?: boolean
  align?: "start" | "end"
  sort?: Sort
  className?: string
  /** The first column draws its own NameCell; the others draw what stands inside the cell. */
  cell: (row: T) => ReactNode
}

type DataTableProps<T> = {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  isSelected?: (row: T) => boolean
  empty?: ReactNode
  density?: "normal" | "compact"
  narrow?: "stack" | "scroll"
}

/** Rows of one kind. For anything out of the ordinary, the pieces of table.tsx. */
export function DataTable<T>({ caption, columns, rows, keyOf, isSelected, empty, density, narrow }: DataTableProps<T>) {
  if (rows.length === 0 && empty) return empty
  return (
    <Table caption={caption} density={density} narrow={narrow}>
      <TableHead>
        {columns.map(({ header, headerHidden, align, sort }) => (
          <HeadCell key={header} align={align} sort={sort}>
            {headerHidden ? <VisuallyHidden>{header}</VisuallyHidden> : header}
          </HeadCell>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={keyOf(row)} selected={isSelected?.(row)}>
            {columns.map(({ header, headerHidden, align, className, cell }, index) =>
              index === 0 ? (
                <FirstCell key={header}>{cell(row)}</FirstCell>
              ) : (
                <Cell key={header} align={align} className={className} label={headerHidden ? undefined : header}>
                  {cell(row)}
                </Cell>
              ),
            )}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

const FirstCell = ({ children }: { children: ReactNode }) => children
