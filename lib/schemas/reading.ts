import "server-only"
import { createHash } from "node:crypto"
import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import type { Connection } from "@/lib/connections/find"
import { type Claim, holdRun } from "@/lib/connections/run"
import type { Marked, Table } from "@/lib/connectors/connector"

export type Read = { tables: number; schemas: number; columns: number }

/** What the last snapshot still has to answer for, what of it moved without being a difference, and how many tables are new or other. A table found unchanged is struck from `left`. */
export type Comparison = { left: Map<string, Known>; moved: Moved[]; fresh: number }
export type Known = { schema: string; name: string; signature: string; rows: number | null; columns: number; mark: string | null }
type Moved = Pick<Known, "schema" | "name" | "rows" | "mark">

const keyOf = ({ schema, name }: { schema: string; name: string }): string => `${schema}\0${name}`

/** The number of the snapshot that a reading becomes, should it differ from the last. */
export const numberAfter = ({ snapshot }: Pick<Connection, "snapshot">): number => (snapshot ?? 0) + 1

/**
 * Takes away what an earlier attempt left behind, and answers the last snapshot in short, asked for once: a question per page would cost
 * more than all the rest of an unchanged page.
 */
export async function recall(ctx: Context, connection: Connection, { left }: Comparison): Promise<void> {
  const known = await within(ctx, async (inside) => {
    await forget(inside, connection)
    if (connection.snapshot === null) return []
    return inside.db.execute<Known>(sql`
      select schema, name, signature, estimated_rows as rows, column_count as columns, mark from schema_tables
      where organization_id = ${ctx.organizationId} and connection_id = ${connection.id} and until is null`)
  })
  for (const table of known) left.set(keyOf(table), table)
}

// PostgreSQL's text has no zero byte; a name that holds one cannot be asked for anyway.
const clean = (json: string): string => json.replaceAll("\\u0000", "\\ufffd")
const rowsOf = ({ estimatedRows }: Pick<Table, "estimatedRows">): number | null =>
  estimatedRows === undefined || estimatedRows < 0 ? null : Math.min(Math.round(estimatedRows), 2_147_483_647)

/** Everything that makes a table another one, and nothing that changes by itself. The columns are long and come spelled out. */
const signatureOf = ({ kind, readable, comment }: Table, columns: string): string =>
  createHash("sha1")
    .update(`[${JSON.stringify(kind)},${readable},${JSON.stringify(comment ?? null)},${columns}]`)
    .digest("base64url")

const wordsOf = ({ schema, name, columns }: Table): string =>
  [schema, name, ...columns.map((column) => column.name)].join("\n").toLowerCase()

const grew = (before: number, after: number) => Math.abs(before - after) > before / 10

/** Strikes a table that is as it was. Sizes move all the time and are no difference: the visible row simply learns the new one. */
function strike({ left, moved }: Comparison, known: Known, now: Pick<Table, "schema" | "name" | "estimatedRows" | "mark">) {
  const { schema, name, mark = null } = now
  const rows = rowsOf(now)
  left.delete(keyOf(now))
  if (mark !== known.mark || grew(known.rows ?? 0, rows ?? 0)) moved.push({ schema, name, rows, mark })
}

/** Strikes the tables that have the mark they had. Answers the others, which are to be read; nothing, when reading all is as cheap. */
export async function compareMarks(
  marks: AsyncIterable<readonly Marked[]>,
  comparison: Comparison,
  unchanged: (known: Known) => void,
): Promise<Marked[] | undefined> {
  const known = comparison.left.size
  const others: Marked[] = []
  const same: { known: Known; now: Marked }[] = []
  for await (const page of marks)
    for (const now of page) {
      const before = comparison.left.get(keyOf(now))
      if (before?.mark === now.mark) same.push({ known: before, now })
      else others.push(now)
      if (others.length > known / 4) return undefined
    }
  for (const { known, now } of same) {
    strike(comparison, known, now)
    unchanged(known)
  }
  return others
}

/**
 * Writes what differs from the last snapshot as part of the one to come, which nobody sees yet. In a transaction of its own, and only for
 * whoever still holds the run.
 */
export async function keep(ctx: Context, claim: Claim, connection: Connection, comparison: Comparison, page: readonly Table[]) {
  const fresh: { table: Table; columns: string; signature: string }[] = []
  for (const table of page) {
    const columns = JSON.stringify(table.columns)
    const signature = signatureOf(table, columns)
    const known = comparison.left.get(keyOf(table))
    if (known?.signature === signature) strike(comparison, known, table)
    else fresh.push({ table, columns, signature })
  }
  if (fresh.length === 0) return
  const each = (value: (one: (typeof fresh)[number]) => string | number | null) => sql`${sql.param(fresh.map(value))}`
  // One document for all columns: as an array of texts every quotation mark in them would be escaped and read back.
  const columns = clean(`[${fresh.map((one) => one.columns).join(",")}]`)
  const { count } = await within(ctx, async (inside) => {
    await holdRun(inside, claim, "share")
    return inside.db.execute(sql`
      insert into schema_tables (organization_id, connection_id, since, id, schema, name, signature, kind, readable, estimated_rows, comment, column_count, words, mark, columns)
      select ${ctx.organizationId}, ${connection.id}, ${numberAfter(connection)}, 'tab_' || replace(gen_random_uuid()::text, '-', ''),
        p.schema, p.name, p.signature, p.kind, p.readable, p.rows, p.comment, p.columns, p.words, p.mark, c.value
      from unnest(
        ${each(({ table }) => table.schema)}::text[], ${each(({ table }) => table.name)}::text[], ${each(({ signature }) => signature)}::text[],
        ${each(({ table }) => table.kind)}::text[], ${each(({ table }) => String(table.readable))}::text[]::boolean[],
        ${each(({ table }) => rowsOf(table))}::int[], ${each(({ table }) => table.comment ?? null)}::text[],
        ${each(({ table }) => table.columns.length)}::int[], ${each(({ table }) => wordsOf(table))}::text[],
        ${each(({ table }) => table.mark ?? null)}::text[]
      ) with ordinality p (schema, name, signature, kind, readable, rows, comment, columns, words, mark, at)
      join json_array_elements(${columns}::text::json) with ordinality c (value, at) using (at)
      on conflict do nothing`)
  })
  comparison.fresh += count
}

/** Takes away what was written for a snapshot that did not come to be. */
export async function forget({ db, organizationId }: Context, connection: Connection): Promise<void> {
  await db.execute(sql`
    delete from schema_tables
    where organization_id = ${organizationId} and connection_id = ${connection.id} and since >= ${numberAfter(connection)}`)
}
