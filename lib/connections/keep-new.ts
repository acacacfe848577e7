import "server-only"
import { and, eq, inArray, isNull, sql } from "drizzle-orm"
import type * as z from "zod"
import { connections, credentials, files, grants, memberships, teams } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId, FileId, TeamId } from "@/lib/base/ids"
import type { Manifest } from "@/lib/connectors/connector"
import { manifestOf } from "@/lib/connectors/manifests"
import type { Destination } from "@/lib/organizations/model"
import { enqueue } from "@/lib/queue/enqueue"
import { seal } from "@/lib/vault/seal"
import { parseAnswers } from "./answers"
import { requireOwnMade } from "./external-id"
import { priorities, validateJob } from "./jobs"
import { requireMayConnect } from "./may-connect"
import { type Access, type newConnection, usualAccess } from "./model"
import { queueRun } from "./run"

type Wanted = z.output<typeof newConnection>

/** Whether this person may make this connection, with every wrong answer named. Nothing is written. */
export async function checkNew(ctx: Context, input: Wanted) {
  requireMayConnect(ctx)
  const manifest = manifestOf(input.platform)
  const { settings, keys } = parseAnswers(manifest, input.method, input)
  await requireOwnMade(ctx, manifest, input.method, settings)
  accessFrom(ctx, input, manifest)
  await requireFreeName(ctx, input, manifest)
  return { input, manifest, settings, keys, destination: manifest.destination(settings, keys) }
}

type New = Omit<Awaited<ReturnType<typeof checkNew>>, "keys" | "input"> & {
  input: Omit<Wanted, "keys" | "settings">
  id: ConnectionId
  /** What is sealed: the keys, or what a platform's own sign-in sent. */
  secret: Record<string, unknown>
}

/** The row, its sealed credential, its first grants and the promise of its validation: in one transaction. */
export async function keepNew(ctx: Context, { input, manifest, settings, destination, id, secret }: New) {
  const { db, organizationId } = ctx
  const { userId } = personOf(ctx)
  const { platform, method, name, description } = input
  const given = accessFrom(ctx, input, manifest)
  await holdMembership(ctx)
  const version = 1
  const { sealed, keyId } = await seal(secret, {
    organizationId,
    connectionId: id,
    purpose: "credential",
    version,
    platform,
    method,
    destination,
  })

  const [connection] = await db
    .insert(connections)
    .values({
      organizationId,
      id,
      platform,
      method,
      name,
      description,
      settings,
      destination,
      locator: manifest.locator(settings),
      type: manifest.category === "Channel" ? "Destination" : "Source",
      ownerId: userId,
      visibility: given.visibility,
    })
    .onConflictDoNothing()
    .returning({ id: connections.id })
  if (!connection) throw taken(manifest)
  await db.insert(credentials).values({ organizationId, connectionId: id, version, method, keyId, sealed, destination, createdBy: userId })
  await grantAtFirst(ctx, id, given)
  await attachFiles(ctx, id, manifest, settings)
  const run = await queueRun(ctx, { connectionId: id, kind: "validation", startedBy: userId, credentialVersion: version })
  if (!run) throw new Error("a new connection had a validation already")
  await enqueue(ctx, validateJob, { connectionId: id, runId: run.id }, { priority: priorities.validation })
  return { id, runId: run.id, audit: { platform, method, name, access: input.access.kind, visibility: given.visibility } }
}

const taken = ({ name }: Manifest) =>
  new AppError("conflict", "This name is taken.", { name: [`Another ${name} connection has this name. Choose another.`] })

/** Told before the person goes to a platform's sign-in; the index has the last word. */
async function requireFreeName({ db, organizationId }: Context, { platform, name }: Wanted, manifest: Manifest): Promise<void> {
  const [found] = await db
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.organizationId, organizationId),
        eq(connections.platform, platform),
        eq(connections.lifecycle, "live"),
        sql`lower(${connections.name}) = lower(${name})`,
      ),
    )
    .limit(1)
  if (found) throw taken(manifest)
}

/** Its maker cannot be removed between here and the commit: no connection is ever without an owner who is a member. */
async function holdMembership({ db, organizationId, ...ctx }: Context): Promise<void> {
  const { userId } = personOf({ db, organizationId, ...ctx })
  const own = and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId))
  const [held] = await db.select({ id: memberships.id }).from(memberships).where(own).for("share")
  if (!held) throw new AppError("not_found", "You are not a member of this organization any more.")
}

type Given = {
  visibility: "private" | "shared"
  principals: { principal: "all teams" | "team" | "all clients"; principalId: TeamId | null }[]
}

/** As chosen, or as a connection of this maker for this destination begins (product.md, rule 5). */
function accessFrom(
  ctx: Context,
  { access, destination }: { access: Access; destination?: Destination },
  { capabilities }: Manifest,
): Given {
  const usual = capabilities.sharing ? usualAccess(personOf(ctx).role, destination) : "private"
  const kind = access.kind === "default" ? usual : access.kind
  if (kind === "private") return { visibility: "private", principals: [] }
  if (!capabilities.sharing)
    throw new AppError("invalid", "This platform does not support connection sharing.", {
      access: ["This platform does not support connection sharing."],
    })
  const lent = "clients" in access && access.clients
  if (lent && ctx.organization.kind !== "agency")
    throw new AppError("invalid", "Only an agency shares connections with client accounts.", {
      access: ["Only an agency shares connections with client accounts."],
    })
  const clients = lent ? [{ principal: "all clients" as const, principalId: null }] : []
  if (kind === "all teams") return { visibility: "shared", principals: [{ principal: "all teams", principalId: null }, ...clients] }
  const teamIds = access.kind === "teams" ? [...new Set(access.teamIds)] : []
  return { visibility: "shared", principals: [...teamIds.map((principalId) => ({ principal: "team" as const, principalId })), ...clients] }
}

async function grantAtFirst({ db, organizationId, ...ctx }: Context, connectionId: ConnectionId, { principals }: Given): Promise<void> {
  if (principals.length === 0) return
  const teamIds = principals.flatMap(({ principalId }) => (principalId ? [principalId] : []))
  if (teamIds.length > 0) {
    // Locked against removal until the grant stands.
    const there = await db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.organizationId, organizationId), inArray(teams.id, teamIds)))
      .for("share")
    if (there.length < teamIds.length)
      throw new AppError("invalid", "A chosen team does not exist any more.", {
        access: ["A chosen team does not exist any more. Choose again."],
      })
  }
  const { userId } = personOf({ db, organizationId, ...ctx })
  await db.insert(grants).values(principals.map((one) => ({ organizationId, connectionId, createdBy: userId, ...one })))
}

/** An upload goes with the connection that it was made for: only its own, and only once. */
async function attachFiles(
  ctx: Context,
  connectionId: ConnectionId,
  { settings: questions }: Manifest,
  settings: Record<string, unknown>,
): Promise<void> {
  for (const [key, { input }] of Object.entries(questions)) {
    const [, fileId] = /^upload:(fil_\w+)$/.exec(input === "file" ? String(settings[key]) : "") ?? []
    if (!fileId) continue
    const own = and(
      eq(files.organizationId, ctx.organizationId),
      eq(files.id, fileId as FileId),
      eq(files.uploadedBy, personOf(ctx).userId),
      isNull(files.connectionId),
    )
    const [attached] = await ctx.db.update(files).set({ connectionId }).where(own).returning({ id: files.id })
    if (!attached)
      throw new AppError("invalid", "Upload the file again.", {
        [`settings.${key}`]: ["This upload is not there any more. Upload the file again."],
      })
  }
}
