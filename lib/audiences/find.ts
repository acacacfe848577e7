import "server-only"
import { and, eq, type SQL } from "drizzle-orm"
import { audiences } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { AudienceId } from "@/lib/base/ids"
import { filterSchema } from "@/lib/sql/model"
import { sayFilter } from "@/lib/sql/say"
import { type AudienceDetail, audienceRef } from "./model"
import { selectAudiences, theirs } from "./select"
import { audienceRow, type Found, readOnly } from "./standing"

/** Every `where` that names one audience starts here, so it always names the organization too. */
export const mine = ({ organizationId }: Context, id: AudienceId): SQL | undefined =>
  and(eq(audiences.organizationId, organizationId), eq(audiences.id, id))

/** An audience that this person may not see does not exist. */
export async function audienceFor(ctx: Context, id: AudienceId): Promise<Found> {
  const [found] = await selectAudiences(ctx, and(mine(ctx, id), theirs(ctx)), [], 1)
  if (!found) throw new AppError("not_found", "This audience does not exist.")
  return found
}

export const findAudience = query("audience.find", audienceRef, async (ctx, { audienceId }): Promise<AudienceDetail> => {
  const found = await audienceFor(ctx, audienceId)
  const person = personOf(ctx)
  const at = now()
  const refusal = readOnly(found, person, at)
  const filter = filterSchema.parse(found.filter)
  return {
    ...audienceRow(found, person, at),
    filter,
    sentence: sayFilter(filter),
    columns: refusal === null ? (found.target?.columns ?? []) : [],
    version: found.version,
    createdAt: found.createdAt,
    readOnly: refusal,
  }
})
