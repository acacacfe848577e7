import "server-only"
import { and, eq, gt, isNull, lte, or } from "drizzle-orm"
import { schemaTables } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import { findConnection } from "@/lib/connections/find"
import type { Statement } from "@/lib/connectors/connector"
import type { Target } from "./model"
import { statementOf } from "./statement"

/** The connection, if this person may use it now, and the one statement that counts what the filter leaves of the table as last read. */
export async function findTarget(ctx: Context, { filter, ...asked }: Target) {
  const { connection, columns } = await findTable(ctx, asked)
  const statement: Statement = statementOf(connection.platform, { schema: asked.schema, table: asked.table, columns }, filter)
  return { connection, statement }
}

/** The connection, if this person may use it now, and the columns of a table of it as last read. */
export async function findTable(ctx: Context, { connectionId, schema, table }: Omit<Target, "filter">) {
  const connection = await findConnection(ctx, connectionId, "use")
  const [found] = await ctx.db
    .select({ columns: schemaTables.columns, readable: schemaTables.readable })
    .from(schemaTables)
    .where(
      and(
        eq(schemaTables.organizationId, connection.organizationId),
        eq(schemaTables.connectionId, connection.id),
        eq(schemaTables.schema, schema),
        eq(schemaTables.name, table),
        lte(schemaTables.since, connection.snapshot ?? -1),
        or(isNull(schemaTables.until), gt(schemaTables.until, connection.snapshot ?? -1)),
      ),
    )
  if (!found) throw wrongTable("This table is not in the schema of the connection as last read. Choose another, or refresh the schema.")
  if (!found.readable)
    throw wrongTable("The source does not let the connection read this table. Choose another, or ask the owner of the connection.")
  return { connection, columns: found.columns }
}

const wrongTable = (message: string) => new AppError("invalid", message, { table: [message] })
