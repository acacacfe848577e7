import { ActionButton } from "@/components/ui/action-button"
import { Card } from "@/components/ui/card"
import { CodeBlock } from "@/components/ui/code-block"
import { StatusBadge } from "@/components/ui/status-badge"
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { CheckView } from "@/lib/connections/model"

type Grant = CheckView["grants"][number]
type Props = {
  connectionId: ConnectionId
  platformName: string
  /** A tool has no statement to run: its remedies say where to press. */
  hasTables: boolean
  grants: Grant[]
  recheck?: Action<{ connectionId: ConnectionId }, unknown>
}

/** What the credential may do and what it lacks, with the statement that grants each. */
export function GrantsReport({ connectionId, platformName, hasTables, grants, recheck }: Props) {
  const missing = grants.filter(({ held }) => held !== true)
  const held = grants.filter(({ held }) => held === true)
  const required = missing.filter(({ required }) => required).length
  const script = [...new Set(missing.flatMap(({ remedy }) => (remedy ? [remedy] : [])))].join("\n")
  const shown = [...missing, ...held].slice(0, 200)
  return (
    <Card
      title="Permissions"
      description={
        missing.length === 0
          ? "Everything that is needed is granted."
          : `${sentence(missing.length, required)} ${hasTables ? "Run the script on the source" : "Add what is named below"}, then re-check.`
      }
      actions={
        missing.length > 0 &&
        recheck && (
          <ActionButton label="Re-check" variant="primary" action={recheck} input={{ connectionId }} done="The checks run again." />
        )
      }
    >
      <div className="grid gap-4">
        {script && <CodeBlock label={`Missing grants, for ${platformName}`} code={script} copyLabel="Copy all missing grants" />}
        <Table caption="Permissions of this credential">
          <TableHead>
            <HeadCell>Permission</HeadCell>
            <HeadCell>Object</HeadCell>
            <HeadCell>Needed for</HeadCell>
            <HeadCell>State</HeadCell>
          </TableHead>
          <TableBody>
            {shown.map((grant) => (
              <GrantLine key={`${grant.permission} ${grant.object}`} grant={grant} />
            ))}
          </TableBody>
        </Table>
        {grants.length > shown.length && <p className="text-muted-foreground text-xs">And {grants.length - shown.length} more.</p>}
      </div>
    </Card>
  )
}

function GrantLine({ grant: { permission, object, neededFor, required, held } }: { grant: Grant }) {
  return (
    <Row>
      <Cell label="Permission" className="font-medium">
        {permission}
      </Cell>
      <Cell label="Object" className="font-mono text-xs [overflow-wrap:anywhere]">
        <bdi>{object}</bdi>
      </Cell>
      <Cell label="Needed for" className="text-muted-foreground">
        {neededFor}
      </Cell>
      <Cell label="State">
        {held === true ? (
          <StatusBadge tone="ok" word="Granted" />
        ) : held === "unknown" ? (
          <StatusBadge tone="idle" icon="question" word="Unknown" />
        ) : (
          <StatusBadge tone={required ? "bad" : "warn"} word="Missing" reason={required ? "required" : "optional"} />
        )}
      </Cell>
    </Row>
  )
}

function sentence(missing: number, required: number): string {
  const optional = missing - required
  const parts = [required > 0 && `${required} required`, optional > 0 && `${optional} optional`].filter(Boolean).join(" and ")
  const works = required === 0 ? "; the connection works without" : ""
  return `${parts} ${missing === 1 ? "permission is" : "permissions are"} missing${works}.`
}
