import "server-only"
import { asc, eq, sql } from "drizzle-orm"
import { memberships, organizations, users } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import { decideOn, findConnection } from "./find"
import { connectionRef } from "./model"

/** With whom a connection can be shared; `clients` in an agency alone. `reveals` is what they would see. */
export type Principals = {
  people: { id: UserId; name: string; email: string }[]
  clients: { id: OrganizationId; name: string }[] | null
  reveals: { tables: number; schemas: number }
}

/** More than one looks through; whoever has more grants teams. */
const most = 2_000

/** With whom a connection can be shared, and what they would see. Only for those who may share it or take access away. */
export const listPrincipals = query("connection.listPrincipals", connectionRef, async (ctx, { connectionId }): Promise<Principals> => {
  const found = await findConnection(ctx, connectionId, "view")
  if (!decideOn(ctx, "share", found).allowed && !decideOn(ctx, "narrow", found).allowed)
    throw new AppError("forbidden", "Only its owner, or an owner or admin of the organization, changes who may use this connection.")
  const { db, organizationId } = ctx
  const people = await db
    .select({ id: memberships.userId, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(sql`lower(${users.name})`, asc(users.id))
    .limit(most)
  const clients =
    ctx.organization.kind === "agency"
      ? await db
          .select({ id: organizations.id, name: organizations.name })
          .from(organizations)
          .where(eq(organizations.parentId, organizationId))
          .orderBy(sql`lower(${organizations.name})`)
      : null
  const [reveals] = (await db.execute(sql`
    select count(*)::int as tables, count(distinct t.schema)::int as schemas from schema_tables t
    where t.organization_id = ${organizationId} and t.connection_id = ${connectionId}
      and t.since <= ${found.snapshot ?? 0} and (t.until is null or t.until > ${found.snapshot ?? 0})`)) as unknown as Principals["reveals"][]
  return { people, clients, reveals: reveals ?? { tables: 0, schemas: 0 } }
})
