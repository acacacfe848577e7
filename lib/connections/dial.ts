import "server-only"
import { and, desc, eq, inArray } from "drizzle-orm"
import { credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { within } from "@/lib/access/within"
import { env } from "@/lib/base/env"
import type { ConnectionId, CredentialId } from "@/lib/base/ids"
import { type Dial, type Session, SourceError } from "@/lib/connectors/connector"
import { driverOf } from "@/lib/connectors/drivers"
import { isPlatform } from "@/lib/connectors/manifests"
import { guard } from "@/lib/egress/guard"
import { open, VaultError } from "@/lib/vault/open"
import { bindingOf } from "./binding"
import { type Connection, homeOf } from "./find"
import { locateFor } from "./locate"
import { keysFrom } from "./signed"
import { tally } from "./tally"

export type Credential = { id: CredentialId; version: number; sealed: string }

/** The credential of one version; without a version the current one. */
export async function credentialOf(ctx: Context, connection: Connection, version: number | null): Promise<Credential> {
  const of = and(eq(credentials.organizationId, ctx.organizationId), eq(credentials.connectionId, connection.id))
  const which =
    version === null
      ? eq(credentials.state, "current")
      : and(eq(credentials.version, version), inArray(credentials.state, ["pending", "current", "rejected", "superseded"]))
  const [found] = await ctx.db
    .select({ id: credentials.id, version: credentials.version, sealed: credentials.sealed })
    .from(credentials)
    .where(and(of, which))
    .orderBy(desc(credentials.version))
    .limit(1)
  if (!found) throw new SourceError("credentials", "There is no credential that could be used. Submit one.", "none")
  return found
}

let way: Dial | undefined
const dialOut: Dial = (host, port, signal) => {
  const { EGRESS_ALLOW: allow, EGRESS_DENY: deny } = env()
  way ??= guard({ allow, deny })
  return way(host, port, signal)
}

/** The one way out, for all that is dialled on behalf of a connection. What is asked on it is counted, and kept when it is closed. */
export function wayOut(home: Context, connectionId: ConnectionId) {
  const { meter, close } = tally(home, connectionId)
  return { dial: Object.assign<Dial, Pick<Dial, "meter">>((...way) => dialOut(...way), { meter }), close }
}

type Call = { connection: Connection; version?: number | null; signal: AbortSignal; why: string }

/**
 * The only place where a secret is opened, for the length of one call, with a line in the audit log before it. Only the worker can.
 * What the call asks of the platform is counted.
 * Holds no transaction while it waits on the source.
 */
export async function dial<T>(
  ctx: Context,
  { connection, version = null, signal, why }: Call,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const { platform } = connection
  if (!isPlatform(platform)) throw new SourceError("unsupported", "This platform is no longer supported.", "platform")
  const home = homeOf(ctx, connection)
  const credential = await within(home, async (inside) => {
    const found = await credentialOf(inside, connection, version)
    await record(inside, { verb: "credential.open", subject: connection.id, detail: { version: found.version, why } })
    return found
  })
  const opened = await open(credential.sealed, bindingOf(connection, credential.version)).catch(unopened)
  const { open: connect } = await driverOf(platform)
  const out = wayOut(home, connection.id)
  try {
    const own = await keysFrom(home, opened, { connection, version: credential.version, signal, dial: out.dial }).catch(unopened)
    const keys = { ...own, method: connection.method }
    const session = await connect({ settings: connection.settings, keys, signal, dial: out.dial, locate: locateFor(home, connection.id) })
    try {
      return await use(session)
    } finally {
      await session.close().catch(() => {})
    }
  } finally {
    await out.close()
  }
}

function unopened(error: unknown): never {
  if (!(error instanceof VaultError)) throw error
  throw new SourceError(
    "credentials",
    "The stored credential does not belong to this destination or could not be opened. Submit it again.",
    "vault",
  )
}
