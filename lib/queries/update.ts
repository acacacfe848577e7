import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { queries } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { filterSchema } from "@/lib/sql/model"
import { demandAnswerable } from "./create"
import { queryFor } from "./find"
import { editedQuery, type PresentQuery } from "./model"
import { mine } from "./select"
import { type Found, readOnly } from "./standing"

/** Changes a query, if it is still as the editor saw it. Its maker stays its maker: it goes on with their right and seat. */
export const updateQuery = command("query.update", editedQuery, async (ctx, { queryId, version, name, ...asked }) => {
  const before = await queryFor(ctx, queryId)
  const refusal = readOnly(before, personOf(ctx), now())
  if (refusal) throw new AppError("forbidden", `This query is read-only now. ${refusal}`)
  if (before.version !== version) throw changed(before)
  const { connection } = await demandAnswerable(ctx, asked)
  const [query] = await ctx.db
    .update(queries)
    .set({
      ...asked,
      name,
      connectionOrganizationId: connection.organizationId,
      version: sql`${queries.version} + 1`,
      updatedAt: now().toISOString(),
    })
    .where(and(mine(ctx, queryId), eq(queries.version, version)))
    .returning({ id: queries.id, version: queries.version })
  if (!query) throw changed(await queryFor(ctx, queryId))
  return { ...query, audit: { name, connection: connection.id, destination: asked.destination } }
})

function changed({ name, columns, filter, destination, version, updatedAt }: Found): AppError {
  const present: PresentQuery = { name, columns, filter: filterSchema.parse(filter), destination, version, updatedAt }
  const message = "Somebody else has saved this query since you opened it. Your changes are not saved yet."
  return new AppError("conflict", message, {}, { present })
}
