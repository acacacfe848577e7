import "server-only"
import { asc, eq } from "drizzle-orm"
import { audit, auditHeads } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { chain } from "@/lib/access/record"
import { within } from "@/lib/access/within"

export type Verified = { lines: number; head: { seq: number; hash: string }; faults: string[] }

/** Walks an organization's chain from its first line to its head. Whatever was changed, left out or cut off shows up as a fault. */
export const verifyAudit = (ctx: Context): Promise<Verified> =>
  within(ctx, async ({ db, organizationId }) => {
    // In the transaction's own snapshot a line and the head that names it are seen together.
    const [head] = await db.select().from(auditHeads).where(eq(auditHeads.organizationId, organizationId)).for("share")
    const lines = await db.select().from(audit).where(eq(audit.organizationId, organizationId)).orderBy(asc(audit.seq))
    const faults: string[] = []
    let [seq, hash] = [0, ""]
    for (const { previous, hash: said, ...line } of lines) {
      if (line.seq !== seq + 1) faults.push(`line ${seq + 1} is missing`)
      if (previous !== hash) faults.push(`line ${line.seq} does not follow the one before it`)
      if (chain(previous, line) !== said) faults.push(`line ${line.seq} was changed`)
      ;[seq, hash] = [line.seq, said]
    }
    if ((head?.seq ?? 0) !== seq || (head?.hash ?? "") !== hash)
      faults.push(`the chain ends at line ${seq}, and its head says ${head?.seq ?? 0}`)
    return { lines: lines.length, head: { seq, hash }, faults }
  })
