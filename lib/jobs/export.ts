import "server-only"
import { stringify } from "csv-stringify/sync"
import { dial } from "@/lib/connections/dial"
import { homeOf } from "@/lib/connections/find"
import { SourceError } from "@/lib/connectors/connector"
import { type Cells, eachPage } from "./members"
import type { Work } from "./work"

/** Rows of one delivery. */
const batchRows = 5_000

/** Sends the members of an audience, batch by batch. What is delivered twice has the same id and path. An audience without members is its header alone. */
export async function exportAudience(work: Work): Promise<void> {
  const { ctx, job, claim, signal } = work
  const { connection } = job
  await dial(homeOf(ctx, connection), { connection, signal, why: "job" }, async (session) => {
    const deliver = session.deliver?.bind(session)
    if (!deliver) throw new SourceError("unsupported", "Nothing can be delivered there.")
    await eachPage(work, batchRows, async ({ rows, number, names, settings }) => {
      const path = [settings.folder, claim.runId, `part-${String(number).padStart(5, "0")}.csv`].filter(Boolean).join("/")
      const body = Buffer.from(csvOf(names, rows), "utf8")
      await deliver({ id: `${claim.runId}-${number}`, path, body, contentType: "text/csv; charset=utf-8" }, signal)
      return undefined
    })
  })
}

/** Every batch is a whole file with its header. What would begin a formula in a spreadsheet is made plain text. */
const csvOf = (names: string[], rows: Cells[]): string =>
  stringify([names, ...rows], { escape_formulas: true, record_delimiter: "windows" })
