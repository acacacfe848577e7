import "server-only"
import { queries } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { selectOf } from "@/lib/questions/statement"
import { findTable } from "@/lib/questions/target"
import { demandDestination } from "./destinations"
import { mostShown, newQuery } from "./model"
import type { Found } from "./standing"
import { noRows } from "./standing"

/** Keeps a query. It belongs to the team in which it was made, or to its maker. */
export const createQuery = command("query.create", newQuery, async (ctx, { name, ...asked }) => {
  const { connection } = await demandAnswerable(ctx, asked)
  const { userId, activeTeamId, teamIds } = personOf(ctx)
  const teamId = activeTeamId && teamIds.includes(activeTeamId) ? activeTeamId : null
  const [made] = await ctx.db
    .insert(queries)
    .values({
      organizationId: ctx.organizationId,
      ...asked,
      connectionOrganizationId: connection.organizationId,
      name,
      teamId,
      createdBy: userId,
      updatedAt: now().toISOString(),
    })
    .returning({ id: queries.id, version: queries.version })
  if (!made) throw new Error("the query was not stored")
  const { schema, table, destination } = asked
  return { ...made, audit: { name, connection: connection.id, schema, table, destination, team: teamId } }
})

type Asked = Pick<Found, "connectionId" | "schema" | "table" | "columns" | "filter" | "destination">

/** The connection, if this person may use it now and the query could be run on it. */
export async function demandAnswerable(ctx: Context, { columns: names, filter, destination, ...where }: Asked) {
  await demandDestination(ctx, destination)
  const { connection, columns } = await findTable(ctx, where)
  const refusal = noRows(connection.platform)
  if (refusal) throw new AppError("invalid", refusal, { connection: [refusal] })
  const gone = names.find((name) => !columns.some((column) => column.name === name))
  if (gone !== undefined) {
    const message = `There is no column ${gone} in this table. Choose the columns again.`
    throw new AppError("invalid", message, { columns: [message] })
  }
  // Compiling is the proof that the filter fits the table as last read.
  selectOf(connection.platform, { ...where, columns }, names, filter, mostShown)
  return { connection }
}
