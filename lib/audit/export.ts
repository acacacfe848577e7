import "server-only"
import { stringify } from "csv-stringify/sync"
import * as z from "zod"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { listAudit } from "./list"
import { type AuditRow, auditFilter } from "./model"

export const auditFormat = z.enum(["csv", "ndjson"])
const asked = auditFilter.omit({ after: true, before: true, size: true }).extend({ format: auditFormat })

/** Says in the log itself that it was taken out, and with which filter; the lines come from `auditLines`. */
export const exportAudit = command("audit.export", asked, async (ctx, filter) => ({ id: ctx.organizationId, ...filter, audit: filter }))

const columns = ["seq", "at", "actor", "actor name", "verb", "subject", "subject name", "detail", "request id"]
const csv = (rows: string[][]) => stringify(rows, { escape_formulas: true })

/** The whole log under a filter, page by page, the newest first: memory is bounded by a page. */
export async function* auditLines(ctx: Context, { format, ...filter }: z.output<typeof asked>): AsyncGenerator<string> {
  if (format === "csv") yield csv([columns])
  for (let after: number | undefined; ; ) {
    const { rows, next } = await listAudit(ctx, { ...filter, size: 1_000, after })
    if (rows.length > 0) yield format === "csv" ? csv(rows.map(cells)) : rows.map(line).join("")
    if (next === null) return
    after = next
  }
}

const cells = ({ seq, at, actor, verb, subject, detail, requestId }: AuditRow): string[] => [
  String(seq),
  at,
  actor.id ?? "worker",
  actor.name,
  verb,
  subject.id,
  subject.name ?? "",
  JSON.stringify(detail),
  requestId,
]
const line = ({ revert: _, ...row }: AuditRow): string => `${JSON.stringify(row)}\n`
