import "server-only"
import { setTimeout as wait } from "node:timers/promises"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { type Dial, SourceError } from "@/lib/connectors/connector"
import { type Line, redeem, renew } from "@/lib/connectors/consent/grants"
import type { Tokens } from "@/lib/connectors/consent/sign-in"
import { signInOf } from "@/lib/connectors/consent/sign-ins"
import type { Signed } from "@/lib/connectors/consent/words"
import { httpClient } from "@/lib/connectors/http"
import { manifestOf } from "@/lib/connectors/manifests"
import { open } from "@/lib/vault/open"
import { bindingOf, consentBinding } from "./binding"
import type { Connection } from "./find"
import { accountInUse, endLease, keepTokens, lookAt, takeLease } from "./lease"

/** A token that ends sooner is not used for a request that may take a while. */
const margin = 2 * times.minute
const between = 200

/** What stands sealed for a platform's own sign-in: first what the person brought back, then what it was redeemed for. */
export type Held = { method: string; tokens?: Tokens; consent?: { code: string; redirectUri: string; held: string } } & Record<
  string,
  unknown
>
type Of = { connection: Connection; version: number; signal: AbortSignal; dial: Dial }

export const isSigned = ({ platform, method }: Pick<Connection, "platform" | "method">): boolean =>
  Boolean(manifestOf(platform).methods[method]?.consent)

/** What a driver gets of a sealed secret. A consent that was not redeemed yet is redeemed, and one that has run out is renewed. */
export async function keysFrom(home: Context, opened: Record<string, unknown>, of: Of): Promise<Record<string, unknown>> {
  if (!isSigned(of.connection)) return opened
  let kept = await good(home, of)
  const { tokens, consent: _, ...typed } = kept
  const signed: Signed = {
    async token(refused) {
      if (!isGood(kept.tokens, refused)) kept = await good(home, of, refused)
      return kept.tokens?.accessToken ?? ""
    },
    scope: tokens?.scope ?? "",
    facts: tokens?.facts ?? {},
  }
  return { ...typed, signed }
}

const isGood = (tokens: Tokens | undefined, refused?: string): boolean =>
  tokens !== undefined && tokens.accessToken !== refused && (tokens.endsAt === undefined || tokens.endsAt - margin > now().getTime())

/**
 * The tokens as they stand, turned over when they must be. One worker alone asks the platform: it holds a lease on the row, the others wait
 * and read its result; a lease whose holder died ends by itself. What cannot be closed is the moment between the platform's answer and our
 * commit: who dies there has used up a code, or a refresh token that turns over, and the person signs in again. Nothing else stands between.
 */
async function good(home: Context, of: Of, refused?: string): Promise<Held> {
  const { connection, version, signal } = of
  for (;;) {
    signal.throwIfAborted()
    const row = await within(home, (inside) => lookAt(inside, connection, version))
    const held = (await open(row.sealed, bindingOf(connection, version))) as Held
    if (isGood(held.tokens, refused)) return held
    const lease = await within(home, (inside) => takeLease(inside, row))
    if (!lease) {
      await wait(between, undefined, { signal }).catch(() => signal.throwIfAborted())
      continue
    }
    try {
      return await turnedOver(home, of, held, lease)
    } catch (error) {
      await within(home, (inside) => endLease(inside, lease)).catch(() => {})
      throw error
    }
  }
}

async function turnedOver(home: Context, of: Of, before: Held, lease: Parameters<typeof keepTokens>[2]): Promise<Held> {
  const { connection, version, signal, dial } = of
  const manifest = manifestOf(connection.platform)
  const http = httpClient(dial, { signal })
  const line: Line = { http, platform: manifest, signIn: signInOf(manifest, connection.settings) }
  try {
    const { consent, ...rest } = before
    const held = consent ? await firstOf(line, of, consent) : { ...rest, tokens: await renew(line, before.tokens as Tokens) }
    if (consent) await refuseAnother(home, of, held.tokens)
    const next = { ...held, method: connection.method }
    await within(home, (inside) => keepTokens(inside, { connection, version }, lease, next))
    return next
  } finally {
    http.close()
  }
}

async function firstOf(
  line: Line,
  { connection }: Of,
  { code, redirectUri, held }: NonNullable<Held["consent"]>,
): Promise<Held & { tokens: Tokens }> {
  const { verifier, keys } = (await open(held, consentBinding(connection))) as { verifier: string; keys: Record<string, unknown> }
  return { ...keys, method: connection.method, tokens: await redeem(line, { code, verifier, redirectUri }) }
}

/** The account is part of the target: signing in again as somebody else would be another connection. */
async function refuseAnother(home: Context, { connection, version }: Of, { account }: Tokens): Promise<void> {
  const inUse = await within(home, (inside) => accountInUse(inside, connection, version))
  if (!account || !inUse || account === inUse) return
  throw new SourceError(
    "credentials",
    "You signed in to another account than the one that this connection was made for. Sign in to that one, or create a new connection.",
    "another-account",
  )
}
