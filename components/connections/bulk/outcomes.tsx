import { StatusBadge } from "@/components/ui/status-badge"
import type { BulkResult } from "@/lib/bulk/model"
import { counted } from "./acts"

/** What became of each row; those that were refused come first, with the reason. */
export function Outcomes({ asked, result: { done, refused } }: { asked: number; result: BulkResult }) {
  const gone = asked - done.length - refused.length
  return (
    <>
      <p>
        {`${done.length} done, ${refused.length} refused.`}
        {refused.length > 0 && " What was refused stays selected."}
      </p>
      <ul aria-label="Results" className="max-h-80 divide-y overflow-y-auto border-border border-y">
        {refused.map(({ id, name, why }) => (
          <li key={id} className="grid gap-0.5 py-2">
            <span className="flex items-start justify-between gap-3">
              <bdi className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</bdi>
              <StatusBadge tone="bad" word="Refused" className="shrink-0" />
            </span>
            <span className="text-muted-foreground [overflow-wrap:anywhere]">{why}</span>
          </li>
        ))}
        {done.map(({ id, name }) => (
          <li key={id} className="flex items-start justify-between gap-3 py-2">
            <bdi className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</bdi>
            <StatusBadge tone="ok" word="Done" className="shrink-0" />
          </li>
        ))}
      </ul>
      {gone > 0 && <p className="text-muted-foreground">{counted(gone)} no longer there.</p>}
    </>
  )
}
