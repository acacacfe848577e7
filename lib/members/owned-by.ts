import "server-only"
import { and, asc, eq, ne, sql } from "drizzle-orm"
import { connections, memberships, users } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"

/** Everything that would be nobody's without this person: what is disconnected can be restored, so it counts too. */
export function ownedBy({ db, organizationId }: Context, userId: UserId) {
  const { id, name, platform, lifecycle, visibility } = connections
  return db
    .select({ id, name, platform, lifecycle, visibility })
    .from(connections)
    .where(and(eq(connections.organizationId, organizationId), eq(connections.ownerId, userId), ne(lifecycle, "deleted")))
    .orderBy(asc(connections.sortName), asc(id))
}

/** Who else could own connections here. Marketers only where they may create them (product.md, rule 12). */
export async function heirsOf({ db, organizationId, organization }: Context, userId: UserId) {
  const found = await db
    .select({ userId: memberships.userId, name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), ne(memberships.userId, userId)))
    .orderBy(sql`lower(${users.name})`, memberships.userId)
  return found.filter(({ role }) => role !== "marketer" || organization.marketersMayConnect)
}

/** Whoever decides it keeps what is not given; an owner does when it is themselves who go. */
export function heirOf(ctx: Context, people: Awaited<ReturnType<typeof heirsOf>>): UserId {
  const own = personOf(ctx).userId
  const heir = people.find(({ userId }) => userId === own) ?? people.find(({ role }) => role === "owner")
  if (!heir) throw new AppError("conflict", "Nobody else could own these connections. Make another member an owner first.")
  return heir.userId
}

/** What a person owns is settled before they go. */
export function refuseUnsettled(name: string, open: readonly { name: string }[], how = "Say what becomes of each of them."): void {
  if (open.length === 0) return
  const shown = open.slice(0, 5).map((one) => one.name)
  const more = open.length > shown.length ? ` and ${open.length - shown.length} more` : ""
  const them = open.length === 1 ? "a connection" : `${open.length} connections`
  throw new AppError("conflict", `${name} owns ${them}: ${shown.join(", ")}${more}. ${how}`, {}, { connections: open })
}
