import "server-only"
import { and, eq, inArray, lt, ne, type SQL, sql } from "drizzle-orm"
import { checks, connections, credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import { type Connection, mine } from "./find"
import type { Claim } from "./run"
import type { Verdict } from "./verdict"

const of = ({ organizationId }: Context, id: Connection["id"], ...more: (SQL | undefined)[]) =>
  and(eq(credentials.organizationId, organizationId), eq(credentials.connectionId, id), ...more)

/** Whether a secret is judged while another one is in use and works: whatever comes of it, the connection goes on as it was. */
export async function isBeside(ctx: Context, { id, status }: Connection, version: number | null): Promise<boolean> {
  if (version === null || status !== "Active") return false
  const [current] = await ctx.db
    .select({ version: credentials.version })
    .from(credentials)
    .where(of(ctx, id, eq(credentials.state, "current")))
  return current !== undefined && current.version !== version
}

/** Answers when the secret in use then ends. A secret takes over once it has passed, is rejected once it was refused, and stays pending while nobody could judge it. */
export async function settleCredential(
  ctx: Context,
  { id }: Connection,
  { version, verdict, beside }: { version: number | null; verdict: Verdict; beside: boolean },
): Promise<string | null> {
  if (version === null || verdict.kind === "unreachable" || (verdict.kind === "lacking" && !beside)) return null
  const { db } = ctx
  if (verdict.kind === "passed") return takeOver(ctx, id, version)
  if (!beside)
    await db
      .update(credentials)
      .set({ state: "superseded" })
      .where(of(ctx, id, lt(credentials.version, version), inArray(credentials.state, ["pending", "rejected"])))
  // One that was in use and is refused now keeps its name: it is the current one, and it is dead.
  await db
    .update(credentials)
    .set({ state: "rejected" })
    .where(of(ctx, id, eq(credentials.version, version), eq(credentials.state, "pending")))
  return null
}

/** Only what was in use until now can be had back: it alone is marked with the time. */
async function takeOver(ctx: Context, id: Connection["id"], version: number): Promise<string | null> {
  const { db } = ctx
  const others = ne(credentials.version, version)
  await db
    .update(credentials)
    .set({ state: "superseded", supersededAt: now().toISOString() })
    .where(of(ctx, id, others, eq(credentials.state, "current")))
  await db
    .update(credentials)
    .set({ state: "superseded" })
    .where(of(ctx, id, others, inArray(credentials.state, ["pending", "rejected"])))
  const [current] = await db
    .update(credentials)
    .set({ state: "current", supersededAt: null })
    .where(of(ctx, id, eq(credentials.version, version)))
    .returning({ expiresAt: credentials.expiresAt })
  await db
    .update(connections)
    .set({ credentialExpiresAt: current?.expiresAt ?? null })
    .where(mine(ctx, id))
  return current?.expiresAt ?? null
}

/** Passing is not enough beside a secret in use: what is used today must be readable with the new one too (product.md, rule 1). */
export async function comparedWithUse(ctx: Context, { id }: Connection, { runId }: Claim, verdict: Verdict): Promise<Verdict> {
  if (verdict.kind !== "passed" || verdict.missing === 0) return verdict
  const { db, organizationId } = ctx
  const found = await db
    .select({ grants: checks.grants })
    .from(checks)
    .where(and(eq(checks.organizationId, organizationId), eq(checks.runId, runId)))
  const lacks = new Set(found.flatMap(({ grants }) => grants.flatMap(({ held, object }) => (held === false ? [object] : []))))
  const used = (await db.execute(sql`
    select u.schema, u.table_name as "table", count(*)::int as n from (
      select schema, table_name from audiences where connection_organization_id = ${organizationId} and connection_id = ${id}
      union all select schema, table_name from queries where connection_organization_id = ${organizationId} and connection_id = ${id}) u
    join connections c on c.organization_id = ${organizationId} and c.id = ${id}
    join schema_tables t on t.organization_id = c.organization_id and t.connection_id = c.id and t.schema = u.schema and t.name = u.table_name
      and t.readable and t.since <= c.snapshot and (t.until is null or t.until > c.snapshot)
    group by u.schema, u.table_name order by u.schema, u.table_name`)) as unknown as { schema: string; table: string; n: number }[]
  const lost = used.filter(({ schema, table }) =>
    [`table ${schema}.${table}`, `tables of ${schema}`, `tables of schema ${schema}`, `tables of dataset ${schema}`].some((one) =>
      lacks.has(one),
    ),
  )
  if (lost.length === 0) return verdict
  const names = lost.slice(0, 3).map(({ schema, table }) => `${schema}.${table}`)
  const more = lost.length > names.length ? ` and ${lost.length - names.length} more tables` : ""
  return { kind: "lacking", reason: `The new credentials may not read what is in use: ${names.join(", ")}${more}.` }
}
