import "server-only"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import { times } from "@/lib/base/times"
import { dial } from "@/lib/connections/dial"
import { homeOf } from "@/lib/connections/find"
import { type Session, SourceError } from "@/lib/connectors/connector"
import { pageOf, statementOf } from "@/lib/questions/statement"
import { keepBatch } from "./claim"
import type { Settings } from "./model"
import type { Ended } from "./refusal"
import { columnsOf } from "./standing"
import type { Work } from "./work"

export type Cells = (string | null)[]
/** Where a run reads on: the settings that it began with, and the key of the last row that was kept; null when it has come to the end. */
type Mark = { settings: Settings; after: string | null }
type Page = { rows: Cells[]; number: number; names: string[]; settings: Settings }
/** Works on one page; what it answers is kept together with how far the run came. */
type Use = (page: Page) => Promise<((inside: Context) => Promise<unknown>) | undefined>

/**
 * Walks through the members of a job's audience with the right of the job's maker, which is settled, in the order of its key. How far it came is
 * kept after each page: an attempt that is cut off works on at most one page twice.
 */
export async function eachPage({ ctx, job, claim, signal, checkpoint }: Work, most: number, use: Use): Promise<void> {
  const mark = claim.mark as Mark | null
  if (mark && mark.after === null) return
  const { audience } = job
  if (!audience?.target) throw new AppError("conflict", "The table of the audience is no longer in the source.")
  const settings = mark?.settings ?? (job.settings as Settings)
  const { connection, schema, table, filter, target } = audience
  const facts = { schema, table, columns: target.columns }
  const names = columnsOf({ type: job.type, settings }, target.columns)
  const key = String(settings.key)
  const limit = { signal, timeoutMs: times.queryTimeout }

  const read = async (session: Session, after: string | null) => {
    // One more than wanted: what follows shows whether the key is unique at the edge.
    const asked = pageOf(connection.platform, facts, names, filter, { key, after, most: most + 1 })
    const found = await theirs(session.rows?.(asked, { ...limit, most: most + 1 }))
    const keys = found.map((row) => row.at(-1) ?? null)
    if (keys.some((one, at) => one === null || one === (at === 0 ? after : keys[at - 1])))
      throw new AppError("conflict", `The values of the column ${key} are not unique, so rows could be lost. Choose another key column.`)
    const next = found.length > most ? (keys[most - 1] ?? null) : null
    return { rows: found.slice(0, most).map((row) => row.slice(0, -1)), next }
  }
  const refuseEmptyKeys = async (session: Session) => {
    if (!target.columns.find(({ name }) => name === key)?.nullable) return
    const empty = statementOf(connection.platform, facts, { match: "all", conditions: [{ column: key, op: "is empty" }] })
    if ((await theirs(session.count(empty, limit))) > 0)
      throw new AppError("conflict", `Some rows have no value in the column ${key}, so they would be left out. Choose another key column.`)
  }

  // The credential lies with the connection, which may be the agency's.
  await dial(homeOf(ctx, connection), { connection, signal, why: "job" }, async (session) => {
    if (!mark) await refuseEmptyKeys(session)
    let after = mark?.after ?? null
    for (let number = claim.batches + 1; ; number++) {
      checkpoint()
      const { rows, next } = await read(session, after)
      const also = await use({ rows, number, names, settings })
      await keepBatch(ctx, claim, { rows: rows.length, mark: { settings, after: next } satisfies Mark }, also)
      if (next === null) return
      after = next
    }
  })
}

/** What the source of the audience refuses is told apart from what the other end does. */
async function theirs<T>(answer: Promise<T> | undefined): Promise<T> {
  if (!answer) throw new SourceError("unsupported", "The rows of this platform cannot be fetched.")
  return answer.catch((error: unknown) => {
    throw error instanceof SourceError ? Object.assign(error as Ended, { atAudience: true as const }) : error
  })
}
