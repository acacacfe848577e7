import "server-only"
import { and, desc, eq, inArray, sql } from "drizzle-orm"
import * as z from "zod"
import { memberships, users } from "@/db/schema"
import { query } from "@/lib/access/verb"

/** Whom to ask: the owners and admins. Any member may know them. */
export const listKeepers = query("member.keepers", z.object({}), (ctx) =>
  ctx.db
    .select({ name: users.name, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, ctx.organizationId), inArray(memberships.role, ["owner", "admin"])))
    .orderBy(desc(memberships.role), sql`lower(${users.name})`),
)

export type Keeper = Awaited<ReturnType<typeof listKeepers>>[number]
