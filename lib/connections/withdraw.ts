import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { within } from "@/lib/access/within"
import { revoke } from "@/lib/connectors/consent/grants"
import { signInOf } from "@/lib/connectors/consent/sign-ins"
import { httpClient } from "@/lib/connectors/http"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { open } from "@/lib/vault/open"
import { bindingOf } from "./binding"
import { wayOut } from "./dial"
import type { Connection } from "./find"
import { type Held, isSigned } from "./signed"

const longest = 20_000

/** `kept`: to give one back at this platform would end sign-ins that are still in use. */
export type Withdrawn = { revoked: number; kept: number; failed: number }
export const nothingWithdrawn: Withdrawn = { revoked: 0, kept: 0, failed: 0 }

/**
 * Tells the platforms that the tokens which are about to be destroyed are worth nothing any more. It does what it can: a platform that does
 * not answer keeps nobody from deleting, and the audit log says how it went.
 */
export async function withdraw(ctx: Context, which: SQL): Promise<Withdrawn> {
  const done = { ...nothingWithdrawn }
  for (const one of await signedIn(ctx, which)) done[await withdrawOne(ctx, one)]++
  return done
}

type One = { connection: Connection; version: number; sealed: string }

async function signedIn(ctx: Context, which: SQL): Promise<One[]> {
  const rows = (await within(ctx, ({ db, organizationId }) =>
    db.execute(sql`
      select c.version, c.sealed, n.id, n.platform, n.method, n.destination, n.settings from credentials c
      join connections n on n.organization_id = c.organization_id and n.id = c.connection_id
      where c.organization_id = ${organizationId} and c.state <> 'destroyed' and c.renewed_at is not null and (${which})`),
  )) as unknown as (Connection & { version: number; sealed: string })[]
  return rows
    .filter((row) => isPlatform(row.platform) && isSigned(row))
    .map(({ version, sealed, ...connection }) => ({
      version,
      sealed,
      connection: { ...connection, organizationId: ctx.organizationId } as Connection,
    }))
}

async function withdrawOne(ctx: Context, { connection, version, sealed }: One): Promise<keyof Withdrawn> {
  const manifest = manifestOf(connection.platform)
  const signIn = signInOf(manifest, connection.settings)
  if (!signIn.revoke) return "kept"
  const out = wayOut(ctx, connection.id)
  const http = httpClient(out.dial, { signal: AbortSignal.timeout(longest) })
  try {
    await within(ctx, (inside) =>
      record(inside, { verb: "credential.open", subject: connection.id, detail: { version, why: "withdrawal" } }),
    )
    const { tokens } = (await open(sealed, bindingOf(connection, version))) as Held
    if (!tokens) return "kept"
    await revoke({ http, platform: manifest, signIn }, tokens)
    return "revoked"
  } catch {
    return "failed"
  } finally {
    http.close()
    await out.close()
  }
}
