import "server-only"
import { createHash } from "node:crypto"
import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import type { Connection } from "@/lib/connections/find"
import type { Claim } from "@/lib/connections/run"
import type { Table } from "@/lib/connectors/connector"

export type Read = { tables: number; schemas: number; columns: number }

/** Everything that makes a table another one, and nothing that changes by itself. */
const signatureOf = ({ kind, readable, comment, columns }: Table): string =>
  createHash("sha1")
    .update(JSON.stringify([kind, readable, comment ?? null, columns]))
    .digest("base64url")

const wordsOf = ({ schema, name, columns }: Table): string =>
  [schema, name, ...columns.map((column) => column.name)].join("\n").toLowerCase()

// PostgreSQL's text has no zero byte; a name that holds one cannot be asked for anyway.
const clean = (json: string): string => json.replaceAll("\\u0000", "\\ufffd")
const rowsOf = ({ estimatedRows }: Table): number | null =>
  estimatedRows === undefined || estimatedRows < 0 ? null : Math.min(Math.round(estimatedRows), 2_147_483_647)

/** Lays one page of the source's tables aside, in a transaction of its own. Only what differs from the last snapshot is sent whole. */
export async function keep(ctx: Context, { runId, attempt }: Claim, connection: Connection, page: readonly Table[]): Promise<void> {
  if (page.length === 0) return
  const signatures = page.map(signatureOf)
  const column = (values: readonly (string | number | null)[]) => sql`${sql.param(values)}`
  await within(ctx, async ({ db, organizationId }) => {
    const known =
      connection.snapshot === null
        ? new Set<number>()
        : new Set(
            (
              (await db.execute(sql`
                select p.position::int as position from unnest(${column(page.map(({ schema }) => schema))}::text[], ${column(page.map(({ name }) => name))}::text[],
                  ${column(signatures)}::text[]) with ordinality p (schema, name, signature, position)
                join schema_tables t on t.organization_id = ${organizationId} and t.connection_id = ${connection.id} and t.schema = p.schema and t.name = p.name
                  and t.until is null and t.signature = p.signature`)) as unknown as { position: number }[]
            ).map(({ position }) => position - 1),
          )
    const ifNew = <T>(make: (table: Table) => T) => page.map((table, index) => (known.has(index) ? null : make(table)))
    await db.execute(sql`
      insert into schema_readings (organization_id, run_id, attempt, schema, name, signature, kind, readable, estimated_rows, comment, column_count, columns, words)
      select ${organizationId}, ${runId}, ${attempt}, p.* from unnest(
        ${column(page.map(({ schema }) => schema))}::text[], ${column(page.map(({ name }) => name))}::text[], ${column(signatures)}::text[],
        ${column(page.map(({ kind }) => kind))}::text[], ${column(page.map(({ readable }) => String(readable)))}::text[]::boolean[], ${column(page.map(rowsOf))}::int[],
        ${column(page.map(({ comment }) => comment ?? null))}::text[], ${column(page.map(({ columns }) => columns.length))}::int[],
        ${column(ifNew(({ columns }) => clean(JSON.stringify(columns))))}::text[]::jsonb[], ${column(ifNew(wordsOf))}::text[]) p
      on conflict do nothing`)
  })
}

/** What was laid aside has served. Also what earlier attempts left behind. */
export async function forget({ db, organizationId }: Context, { runId }: Claim): Promise<void> {
  await db.execute(sql`delete from schema_readings where organization_id = ${organizationId} and run_id = ${runId}`)
}
