import "server-only"
import { eq } from "drizzle-orm"
import { memberships, organizations, users } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { decide } from "@/lib/access/decide"
import { command, query } from "@/lib/access/verb"
import { acrossInto } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import { manifestOf } from "@/lib/connectors/manifests"
import { enqueue } from "@/lib/queue/enqueue"
import { type Found, findConnection, rowOf } from "./find"
import { carryOverJob, priorities } from "./jobs"
import { connectionRef, type TransferPreview } from "./model"
import { queueRun } from "./run"

/** What a transfer would mean, before it is asked for: who owns it then, and who may use it who could not. */
export const previewTransfer = query(
  "connection.previewTransfer",
  connectionRef,
  async (ctx, { connectionId }): Promise<TransferPreview> => {
    const found = await findConnection(ctx, connectionId, "transfer")
    const agencyId = demandMovable(ctx, found)
    const [agency] = await ctx.db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, agencyId))
    const owner = await ownerThere(ctx, agencyId, found.ownerId, personOf(ctx).userId)
    const people = await ctx.db
      .select({ userId: memberships.userId, role: memberships.role, seat: memberships.seat, activeTeamId: memberships.activeTeamId })
      .from(memberships)
      .where(eq(memberships.organizationId, ctx.organizationId))
    // Whoever reaches it only through a team reaches it through the whole client account then.
    const usable = { ...rowOf(found), status: "Active" as const }
    const before = people.filter(
      (one) =>
        decide(
          { ...one, teamIds: one.activeTeamId ? [one.activeTeamId] : [], organizationId: ctx.organizationId, agencyId: null },
          "use",
          usable,
          now(),
        ).allowed,
    )
    return {
      agency: agency?.name ?? "the agency",
      owner: owner.name,
      ownerStays: owner.id === found.ownerId,
      gain: people.filter(({ seat }) => seat).length - before.length,
    }
  },
)

/** Moves a connection from a client account to its agency. The worker does it: the secret is bound to its organization and must be sealed anew. */
export const transferConnection = command("connection.transfer", connectionRef, async (ctx, { connectionId }) => {
  const found = await findConnection(ctx, connectionId, "transfer")
  demandMovable(ctx, found)
  const run = await queueRun(ctx, { connectionId, kind: "transfer", startedBy: personOf(ctx).userId })
  if (!run) throw new AppError("conflict", "A transfer has just ended. Reload the page.")
  if (!run.joined) await enqueue(ctx, carryOverJob, { connectionId, runId: run.id }, { priority: priorities.transfer })
  return { id: connectionId, runId: run.id, audit: { name: found.name } }
})

/** The agency that it goes to. An uploaded file stays in the folder of the organization that uploaded it. */
export function demandMovable(
  ctx: Pick<Context, "organization">,
  { platform, settings, lifecycle }: Found | Omit<Found, "grants">,
): OrganizationId {
  const { parentId } = ctx.organization
  if (!parentId) throw new AppError("not_found", "This organization has no agency.")
  if (lifecycle !== "live") throw new AppError("conflict", "This connection is disconnected. Restore it first, then transfer it.")
  const questions = Object.entries(manifestOf(platform).settings)
  if (questions.some(([key, { input }]) => input === "file" && String(settings[key]).startsWith("upload:")))
    throw new AppError("conflict", "A connection to an uploaded file cannot be transferred. Upload the file in the agency instead.")
  return parentId
}

/** The owner stays if they belong to the agency; else whoever transfers it becomes its owner (product.md, rule 9). */
export function ownerThere(ctx: Context, agencyId: OrganizationId, ownerId: UserId, asked: UserId): Promise<{ id: UserId; name: string }> {
  return acrossInto(ctx, agencyId, async ({ db }) => {
    const members = await db
      .select({ id: memberships.userId, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.organizationId, agencyId))
    const owner = members.find(({ id }) => id === ownerId) ?? members.find(({ id }) => id === asked)
    if (!owner) throw new AppError("conflict", "Nobody of the agency could own this connection. Ask its admin to let you in again.")
    return owner
  })
}
