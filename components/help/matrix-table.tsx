import { HeadCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import { type Action, matrix, type Standing, standings } from "@/lib/access/decide"

const deeds: Record<Action, string> = {
  view: "See it",
  use: "Use it (always needs a seat)",
  edit: "Edit name and description",
  configure: "Change its configuration",
  share: "Share it, give access",
  narrow: "Take access away, make it private",
  reauthenticate: "Give it a new credential",
  sendReconnectLink: "Send its owner a reconnect link",
  replace: "Replace it by another connection",
  disconnect: "Disconnect",
  restore: "Restore",
  delete: "Delete permanently",
  refresh: "Refresh its schema",
  giveOwnership: "Give it another owner",
  shareWithClients: "Share it with client accounts",
  transfer: "Transfer it to the agency",
}

const columns: Record<Standing, [who: string, what: string]> = {
  "keeper owns": ["Owner or admin", "their own"],
  "editor owns": ["Editor", "their own"],
  "marketer owns": ["Marketer", "their own"],
  "keeper, shared": ["Owner or admin", "another's, shared"],
  "keeper, private": ["Owner or admin", "another's, private"],
  "editor, shared": ["Editor", "another's, shared"],
  "editor, private": ["Editor", "another's, private"],
  "marketer, granted": ["Marketer", "shared with them"],
  "marketer, otherwise": ["Marketer", "any other"],
  "client, granted": ["In a client account", "the agency's, shared with it"],
  "client, otherwise": ["In a client account", "any other of the agency's"],
}

const words = {
  yes: ["Yes", "font-medium text-ok"],
  no: ["No", "text-faint"],
  unseen: ["Not visible", "text-faint"],
  granted: ["If granted", "font-medium text-warn"],
  shareable: ["If the platform allows it", "font-medium text-warn"],
  agency: ["If they came from the agency", "font-medium text-warn"],
} as const

/** Drawn from the very table that decides: what it says is what happens. */
export function MatrixTable() {
  return (
    <Table caption="Who may do what to a connection" narrow="scroll" density="compact">
      <TableHead>
        <HeadCell className="sticky left-0 z-10">Act</HeadCell>
        {standings.map((standing) => (
          <HeadCell key={standing} className="whitespace-normal px-2.5 py-1.5 align-bottom">
            <span className="block">{columns[standing][0]}</span>
            <span className="block font-normal">{columns[standing][1]}</span>
          </HeadCell>
        ))}
      </TableHead>
      <TableBody>
        {(Object.keys(matrix) as Action[]).map((action) => (
          <Row key={action}>
            <th scope="row" className="sticky left-0 z-[1] min-w-40 border-border border-b bg-inherit px-3 py-2 text-left font-semibold">
              {deeds[action]}
            </th>
            {standings.map((standing) => (
              <Answer key={standing} cell={matrix[action][standing]} />
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function Answer({ cell }: { cell: keyof typeof words }) {
  const [word, look] = words[cell]
  return <td className={`min-w-20 border-border border-b px-2.5 py-2 ${look}`}>{word}</td>
}
