import "server-only"
import { and, eq } from "drizzle-orm"
import { teams } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { TeamId } from "@/lib/base/ids"

export const teamIs = ({ organizationId }: Context, id: TeamId) => and(eq(teams.organizationId, organizationId), eq(teams.id, id))

export async function findTeam(ctx: Context, id: TeamId): Promise<typeof teams.$inferSelect> {
  const [found] = await ctx.db.select().from(teams).where(teamIs(ctx, id))
  if (!found) throw new AppError("not_found", "This team does not exist.")
  return found
}

export const nameIsTaken = () =>
  new AppError("conflict", "There is a team of this name already.", { name: ["Already taken. Choose another name."] })
