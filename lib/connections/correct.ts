import "server-only"
import { and, eq, max } from "drizzle-orm"
import { credentials } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { Manifest } from "@/lib/connectors/connector"
import { manifestOf } from "@/lib/connectors/manifests"
import { seal } from "@/lib/vault/seal"
import { parseKeys } from "./answers"
import { bindingOf } from "./binding"
import { findConnection } from "./find"
import { correctedConnection } from "./model"
import { promiseValidation } from "./recheck"
import { connectionCan } from "./states"

/** A new secret for the same target, by its owner. It is validated before it takes over; the one in use is not touched. */
export const correctConnection = command("connection.correct", correctedConnection, async (ctx, input) => {
  const { db, organizationId } = ctx
  const connection = await findConnection(ctx, input.connectionId, "reauthenticate", { lock: true })
  if (!connectionCan(connection.status, "correct") || connection.lifecycle !== "live") throw busy()
  const { id, platform, method, settings } = connection
  const manifest = manifestOf(platform)
  const keys = parseKeys(manifest, method, input.keys)
  // The account is part of the target: another user would be another destination.
  if (manifest.destination(settings, keys) !== connection.destination)
    throw new AppError("invalid", "These credentials are for another account. Create a new connection for it.", {
      [`keys.${accountField(manifest, method)}`]: ["Enter the user that this connection was made for, or create a new connection."],
    })
  const [last] = await db
    .select({ version: max(credentials.version) })
    .from(credentials)
    .where(and(eq(credentials.organizationId, organizationId), eq(credentials.connectionId, id)))
  const version = (last?.version ?? 0) + 1
  const { sealed, keyId } = await seal(keys, bindingOf(connection, version))
  await db.insert(credentials).values({
    organizationId,
    connectionId: id,
    version,
    method,
    keyId,
    sealed,
    destination: connection.destination,
    createdBy: personOf(ctx).userId,
  })
  const promised = await promiseValidation(ctx, connection, version)
  // A check that runs already judges the secret before this one, and would lay this one aside unseen.
  if (promised.audit.joined) throw busy()
  return promised
})

/** The question that names the account: the first one that is not secret. */
const accountField = ({ methods }: Manifest, method: string) =>
  Object.entries(methods[method]?.fields ?? {}).find(([, { input }]) => !input.includes("secret"))?.[0] ?? "method"

const busy = () =>
  new AppError("conflict", "New credentials are taken while the connection is Inactive. Wait until the check that runs now has ended.")
