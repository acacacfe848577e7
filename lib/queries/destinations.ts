import "server-only"
import { eq } from "drizzle-orm"
import * as z from "zod"
import { organizations } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { Destination } from "@/lib/organizations/model"

async function covered({ db, organizationId }: Context): Promise<Destination[]> {
  const [found] = await db
    .select({ destinations: organizations.destinations })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
  return found?.destinations ?? []
}

/** The destinations that the subscription covers: no other is offered. */
export const listDestinations = query("query.destinations", z.strictObject({}), covered)

/** What is not offered is refused too. */
export async function demandDestination(ctx: Context, destination: Destination): Promise<void> {
  if ((await covered(ctx)).includes(destination)) return
  const message = `The subscription of this organization does not cover ${destination}. Choose another destination.`
  throw new AppError("invalid", message, { destination: [message] })
}
