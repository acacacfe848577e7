import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { RunView } from "@/lib/connections/model"
import { runLooks, runWords, tookWords } from "./run-words"

/** The last refreshes and checks, whoever asked for them. */
export function RunHistory({ runs, title }: { runs: readonly RunView[]; title: string }) {
  if (runs.length === 0) return null
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-md">{title}</h2>
      <Table caption={title}>
        <TableHead>
          <HeadCell>What</HeadCell>
          <HeadCell>Result</HeadCell>
          <HeadCell>Asked</HeadCell>
          <HeadCell>Took</HeadCell>
          <HeadCell>By</HeadCell>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <Row key={run.id}>
              <NameCell name={runWords[run.kind]} />
              <Cell label="Result">
                <div className="grid max-w-96 justify-items-start gap-0.5">
                  <StatusBadge {...runLooks[run.state]} />
                  {run.reason && <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">{run.reason}</span>}
                </div>
              </Cell>
              <Cell label="Asked" className="text-muted-foreground">
                <RelativeTime at={run.createdAt} />
              </Cell>
              <Cell label="Took" className="whitespace-nowrap text-muted-foreground">
                {tookWords(run)}
              </Cell>
              <Cell label="By">{run.startedBy ? <bdi>{run.startedBy}</bdi> : "Patchbay"}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}
