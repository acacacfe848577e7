import "server-only"
import { and, eq, ne, sql } from "drizzle-orm"
import { connections, credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { required } from "@/lib/base/env"
import { readKeyring } from "./keys"
import { open } from "./open"
import { seal } from "./seal"

const batch = 100

/** How many credentials of this organization need the key: it may be dropped only when nobody's do. */
export const referencesTo = (ctx: Context, keyId: string): Promise<number> =>
  within(ctx, async ({ db, organizationId }) => {
    const [found] = await db
      .select({ count: sql<number>`count(*)::int` })
      .from(credentials)
      .where(and(eq(credentials.organizationId, organizationId), eq(credentials.keyId, keyId)))
    return found?.count ?? 0
  })

/** Seals again, under the active key, what an older one holds. A credential that changed meanwhile is left as it is. Only the worker can. */
export async function resealCredentials(ctx: Context): Promise<{ sealed: number; unopened: number }> {
  const { active } = await readKeyring(required("PATCHBAY_VAULT_PUBLIC"))
  let [sealed, unopened, after] = [0, 0, ""]
  for (;;) {
    const rows = await oldOnes(ctx, active, after)
    const last = rows.at(-1)
    if (!last) return { sealed, unopened }
    after = last.id
    for (const row of rows) {
      if (await resealOne(ctx, row)) sealed++
      else unopened++
    }
  }
}

type Old = Awaited<ReturnType<typeof oldOnes>>[number]

const oldOnes = (ctx: Context, active: string, after: string) =>
  within(ctx, ({ db, organizationId }) =>
    db
      .select({
        id: credentials.id,
        connectionId: credentials.connectionId,
        version: credentials.version,
        method: credentials.method,
        destination: credentials.destination,
        sealed: credentials.sealed,
        platform: connections.platform,
      })
      .from(credentials)
      .innerJoin(connections, and(eq(connections.organizationId, credentials.organizationId), eq(connections.id, credentials.connectionId)))
      .where(
        and(
          eq(credentials.organizationId, organizationId),
          ne(credentials.keyId, active),
          ne(credentials.state, "destroyed"),
          sql`${credentials.id} > ${after}`,
        ),
      )
      .orderBy(credentials.id)
      .limit(batch),
  )

async function resealOne(ctx: Context, { id, sealed: before, ...bound }: Old): Promise<boolean> {
  const binding = { organizationId: ctx.organizationId, purpose: "credential", ...bound } as const
  const secret = await open(before, binding).catch(() => undefined)
  if (!secret) return false
  const { sealed, keyId } = await seal(secret, binding)
  await within(ctx, ({ db, organizationId }) =>
    db
      .update(credentials)
      .set({ sealed, keyId })
      .where(and(eq(credentials.organizationId, organizationId), eq(credentials.id, id), eq(credentials.sealed, before))),
  )
  return true
}
