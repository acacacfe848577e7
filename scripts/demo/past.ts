import { and, eq, inArray, sql } from "drizzle-orm"
import { connections } from "@/db/schema"
import { within } from "@/lib/access/within"
import { plans } from "./connection-plans"
import type { Made } from "./connections"
import { morePlans } from "./more-plans"
import type { House } from "./people"
import { fillUsage } from "./usage"

/** What lies behind Acme's authorizations: each was made some months ago, and has been used for ninety days. */
export async function makePast(house: House, made: Made): Promise<void> {
  const ids = [...plans, ...morePlans].flatMap(({ house, name }) => (house === "acme" && made[name] ? [made[name]] : []))
  await within(house.worker(), ({ db }) =>
    db
      .update(connections)
      .set({ createdAt: sql`now() - (100 + ('x' || substr(md5(${connections.name}), 1, 2))::bit(8)::int) * interval '1 day'` })
      .where(
        and(
          eq(connections.organizationId, house.id),
          inArray(connections.id, ids),
          sql`${connections.createdAt} > now() - interval '99 days'`,
        ),
      ),
  )
  await fillUsage(house.worker(), ids, new Date())
}
