import "server-only"
import { and, eq, isNull, ne, type SQL, sql } from "drizzle-orm"
import { credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import type { CredentialId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { SourceError } from "@/lib/connectors/connector"
import { open } from "@/lib/vault/open"
import { seal } from "@/lib/vault/seal"
import { bindingOf } from "./binding"
import type { Connection } from "./find"
import type { Held } from "./signed"

/** The right to turn the tokens of one credential over, until that moment. */
export type Lease = { id: CredentialId; until: string }
type Row = { id: CredentialId; sealed: string; renewedAt: string | null }

const of = ({ organizationId }: Context, ...more: (SQL | undefined)[]) => and(eq(credentials.organizationId, organizationId), ...more)
const gone = () => new SourceError("cancelled", "This sign-in was replaced or destroyed meanwhile.", "gone")

export async function lookAt(ctx: Context, { id }: Connection, version: number): Promise<Row> {
  const [found] = await ctx.db
    .select({ id: credentials.id, sealed: credentials.sealed, renewedAt: credentials.renewedAt })
    .from(credentials)
    .where(of(ctx, eq(credentials.connectionId, id), eq(credentials.version, version), ne(credentials.state, "destroyed")))
  if (!found) throw gone()
  return found
}

/** Nobody turns them over now, and nobody has since we looked: both are asked in the one statement that takes the lease. */
export async function takeLease(ctx: Context, { id, renewedAt }: Row): Promise<Lease | undefined> {
  const asSeen = renewedAt === null ? isNull(credentials.renewedAt) : eq(credentials.renewedAt, renewedAt)
  const free = sql`(${credentials.renewingUntil} is null or ${credentials.renewingUntil} <= clock_timestamp())`
  const [taken] = await ctx.db
    .update(credentials)
    // In whole milliseconds, as the moments of this program are: the holder is known by it.
    .set({ renewingUntil: sql`date_trunc('milliseconds', clock_timestamp()) + ${times.renewal / times.second} * interval '1 second'` })
    .where(of(ctx, eq(credentials.id, id), asSeen, free, ne(credentials.state, "destroyed")))
    .returning({ id: credentials.id, until: credentials.renewingUntil })
  return taken?.until ? { id: taken.id, until: taken.until } : undefined
}

const mine = (ctx: Context, { id, until }: Lease) => of(ctx, eq(credentials.id, id), eq(credentials.renewingUntil, until))

/** Given back without a result: the next one may try at once. */
export async function endLease(ctx: Context, lease: Lease): Promise<void> {
  await ctx.db.update(credentials).set({ renewingUntil: null }).where(mine(ctx, lease))
}

/** Sealed again for the same target. What was destroyed meanwhile stays destroyed. */
export async function keepTokens(
  ctx: Context,
  { connection, version }: { connection: Connection; version: number },
  lease: Lease,
  held: Held,
): Promise<void> {
  const { sealed, keyId } = await seal(held, bindingOf(connection, version))
  const { tokens } = held
  // Without a way to renew, the end of the token is the end of the sign-in, and people are told before it comes.
  const expiresAt = tokens && !tokens.refreshToken && tokens.endsAt ? new Date(tokens.endsAt).toISOString() : null
  const [kept] = await ctx.db
    .update(credentials)
    .set({ sealed, keyId, expiresAt, renewedAt: sql`date_trunc('milliseconds', clock_timestamp())`, renewingUntil: null })
    .where(and(mine(ctx, lease), ne(credentials.state, "destroyed")))
    .returning({ id: credentials.id })
  if (!kept) throw gone()
  await record(ctx, { verb: "credential.renew", subject: connection.id, detail: { version } })
}

/** Who signed in for the credential that is in use, where the platform says so. */
export async function accountInUse(ctx: Context, connection: Connection, beside: number): Promise<string | undefined> {
  const [current] = await ctx.db
    .select({ version: credentials.version, sealed: credentials.sealed })
    .from(credentials)
    .where(of(ctx, eq(credentials.connectionId, connection.id), eq(credentials.state, "current"), ne(credentials.version, beside)))
  if (!current) return undefined
  await record(ctx, { verb: "credential.open", subject: connection.id, detail: { version: current.version, why: "same account" } })
  const { tokens } = (await open(current.sealed, bindingOf(connection, current.version))) as Held
  return tokens?.account
}
