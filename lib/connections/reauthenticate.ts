import "server-only"
import { and, eq, max } from "drizzle-orm"
import * as z from "zod"
import { credentials } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { Manifest } from "@/lib/connectors/connector"
import { manifestOf } from "@/lib/connectors/manifests"
import { seal } from "@/lib/vault/seal"
import { parseKeys, refuseUnsigned } from "./answers"
import { bindingOf } from "./binding"
import { type Found, findConnection } from "./find"
import { answers, connectionRef } from "./model"
import { promiseValidation } from "./recheck"
import { connectionCan } from "./states"

/** `endsOn` is the last day of the key, where its maker has set one. */
export const newSecret = z.strictObject({ keys: answers, endsOn: z.iso.date("Enter a day, such as 2027-01-31.").optional() })

/** A new secret for the same target, by its owner. It is validated before it takes over; the one in use is not touched until then. */
export const reauthenticateConnection = command("connection.reauthenticate", connectionRef.extend(newSecret.shape), async (ctx, input) => {
  const found = await findConnection(ctx, input.connectionId, "reauthenticate", { lock: true })
  return submitSecret(ctx, found, input)
})

/** The connection is locked, and the person is its owner. */
export async function submitSecret(ctx: Context, connection: Found, input: z.output<typeof newSecret>) {
  refuseUnsigned(manifestOf(connection.platform), connection.method)
  const keys = checkNewKeys(connection, input.keys)
  return keepSecret(ctx, connection, { secret: keys, expiresAt: endOf(input.endsOn) })
}

/** The answers for another secret of the same target. */
export function checkNewKeys(connection: Found, answered: Record<string, unknown>) {
  if (!connectionCan(connection.status, "reauthenticate") || connection.lifecycle !== "live") throw busy()
  const { platform, method, settings } = connection
  const manifest = manifestOf(platform)
  const keys = parseKeys(manifest, method, answered)
  // The account is part of the target: another user would be another destination.
  if (manifest.destination(settings, keys) !== connection.destination)
    throw new AppError("invalid", "These credentials are for another account. Create a new connection for it, and replace this one.", {
      [`keys.${accountField(manifest, method)}`]: ["Enter the user that this connection was made for, or create a new connection."],
    })
  return keys
}

/** Kept beside the one in use, and its validation promised. */
export async function keepSecret(
  ctx: Context,
  connection: Found,
  { secret, expiresAt = null }: { secret: Record<string, unknown>; expiresAt?: string | null },
) {
  if (!connectionCan(connection.status, "reauthenticate") || connection.lifecycle !== "live") throw busy()
  const { db, organizationId } = ctx
  const { id, method } = connection
  const [last] = await db
    .select({ version: max(credentials.version) })
    .from(credentials)
    .where(and(eq(credentials.organizationId, organizationId), eq(credentials.connectionId, id)))
  const version = (last?.version ?? 0) + 1
  const { sealed, keyId } = await seal(secret, bindingOf(connection, version))
  const createdBy = personOf(ctx).userId
  const { destination } = connection
  await db
    .insert(credentials)
    .values({ organizationId, connectionId: id, version, method, keyId, sealed, destination, createdBy, expiresAt })
  const promised = await promiseValidation(ctx, connection, version)
  // A check that runs already judges the secret before this one, and would lay this one aside unseen.
  if (promised.audit.joined) throw busy()
  return promised
}

/** The question that names the account: the first one that is not secret. */
const accountField = ({ methods }: Manifest, method: string) =>
  Object.entries(methods[method]?.fields ?? {}).find(([, { input }]) => !input.includes("secret"))?.[0] ?? "method"

/** A key that ends on a day works through that day. */
function endOf(endsOn: string | undefined): string | null {
  if (!endsOn) return null
  const end = new Date(`${endsOn}T23:59:59.999Z`)
  if (end <= now())
    throw new AppError("invalid", "Check the highlighted fields.", { endsOn: ["This day is past. Enter the day on which the key ends."] })
  return end.toISOString()
}

const busy = () =>
  new AppError(
    "conflict",
    "New credentials are taken while the connection is Active or Inactive. Wait until the check that runs now has ended.",
  )
