import { figure } from "@/components/ui/figure"
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { Usage } from "@/lib/usage/states"
import { averageName, bucketName, changeName, trendWords } from "./words"

/** Keys scroll it too. */
const scrolls = { role: "region", "aria-label": "Numbers of the chart", tabIndex: 0 }

/** The numbers of the chart, one row a point. */
export function UsageTable({ usage }: { usage: Usage }) {
  const { points, granularity, zone } = usage
  return (
    <div {...scrolls} className="max-h-112 overflow-auto rounded-lg print:max-h-none">
      <Table caption={trendWords(usage)} density="compact" narrow="scroll">
        <TableHead>
          <HeadCell>Begins</HeadCell>
          <HeadCell align="end">Requests</HeadCell>
          <HeadCell align="end">Failed</HeadCell>
          <HeadCell align="end">Average</HeadCell>
          <HeadCell align="end">Before</HeadCell>
          <HeadCell>Change</HeadCell>
        </TableHead>
        <TableBody>
          {points.map((point) => (
            <Row key={point.at}>
              <Cell className="whitespace-nowrap">{bucketName(point.at, granularity, zone)}</Cell>
              <Cell align="end">{figure(point.requests)}</Cell>
              <Cell align="end">{figure(point.failures)}</Cell>
              <Cell align="end" className="whitespace-nowrap">
                {averageName(point)}
              </Cell>
              <Cell align="end">{figure(point.before.requests)}</Cell>
              <Cell className="whitespace-nowrap">{changeName(point.requests, point.before.requests)}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
