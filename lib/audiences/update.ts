import "server-only"
import canonicalize from "canonicalize"
import { and, eq, sql } from "drizzle-orm"
import { audiences } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { Target } from "@/lib/questions/model"
import { findTarget } from "@/lib/questions/target"
import { filterSchema } from "@/lib/sql/model"
import { countToKeep } from "./counted"
import { audienceFor, mine } from "./find"
import { editedAudience, type PresentAudience } from "./model"
import { type Found, readOnly } from "./standing"

/** Changes an audience, if it is still as the editor saw it. Its maker stays its maker. */
export const updateAudience = command("audience.update", editedAudience, async (ctx, { audienceId, version, name, counted, ...asked }) => {
  const before = await audienceFor(ctx, audienceId)
  const refusal = readOnly(before, personOf(ctx), now())
  if (refusal) throw new AppError("forbidden", `This audience is read-only now. ${refusal}`)
  if (before.version !== version) throw changed(before)
  await findTarget(ctx, asked)
  const [audience] = await ctx.db
    .update(audiences)
    .set({ ...asked, name, ...kept(ctx, before, asked, counted), version: sql`${audiences.version} + 1`, updatedAt: now().toISOString() })
    .where(and(mine(ctx, audienceId), eq(audiences.version, version)))
    .returning({ id: audiences.id, version: audiences.version })
  if (!audience) throw changed(await audienceFor(ctx, audienceId))
  return { ...audience, audit: { name, filterChanged: !same(before, asked) } }
})

const same = (before: Found, { connectionId, schema, table, filter }: Target) =>
  canonicalize({ connectionId, schema, table, filter }) ===
  canonicalize({ connectionId: before.connectionId, schema: before.schema, table: before.table, filter: before.filter })

/** A count of the same question stays; one of another question would be a lie. */
function kept(ctx: Context, before: Found, asked: Target, counted: Parameters<typeof countToKeep>[2]) {
  const fresh = countToKeep(ctx, asked, counted)
  return fresh.countedAt === null && same(before, asked) ? { lastCount: before.lastCount, countedAt: before.countedAt } : fresh
}

function changed({ name, filter, version, updatedAt }: Found): AppError {
  const present: PresentAudience = { name, filter: filterSchema.parse(filter), version, updatedAt }
  return new AppError(
    "conflict",
    "Somebody else has saved this audience since you opened it. Your changes are not saved yet.",
    {},
    { present },
  )
}
