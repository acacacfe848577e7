import "server-only"
import { sql } from "drizzle-orm"
import * as z from "zod"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import type { ClientRow } from "./model"

/** The client accounts of an agency, each with those of its people who may enter it, in one select. */
export const listClients = query("client.list", z.strictObject({}), async (ctx): Promise<ClientRow[]> => {
  const found = (await ctx.db.execute(sql`
    select o.id, o.slug, o.name, to_json(o.created_at)#>>'{}' as "createdAt",
      coalesce((select json_agg(json_build_object('id', m.user_id, 'name', u.name, 'role', m.role, 'seat', m.seat) order by lower(u.name))
        from memberships m join users u on u.id = m.user_id
        where m.organization_id = o.id and m.agency_id = ${ctx.organizationId}), '[]') as people
    from organizations o where o.parent_id = ${ctx.organizationId} order by lower(o.name), o.id`)) as unknown as Omit<
    ClientRow,
    "mayEnter"
  >[]
  const { userId } = personOf(ctx)
  return found.map((row) => ({ ...row, mayEnter: row.people.some(({ id }) => id === userId) }))
})
