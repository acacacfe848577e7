import "server-only"
import * as oauth from "oauth4webapi"
import { now } from "../../base/clock"
import type { Manifest } from "../connector"
import { SourceError } from "../connector"
import type { HttpClient } from "../http"
import { clientOf, clientVariable } from "./client"
import { explainGrant } from "./refusals"
import type { SignIn, Tokens } from "./sign-in"

const timeoutMs = 15_000

export type Line = { http: HttpClient; platform: Pick<Manifest, "id" | "name">; signIn: SignIn }

/** The code that a person brought back becomes tokens. It counts once at the platform, whoever asks. */
export const redeem = (line: Line, { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string }) =>
  asked(line, async ({ as, client, auth, options }) => {
    // State and issuer were judged when the person came back; the library wants the code by its own hand.
    const brought = oauth.validateAuthResponse(as, client, new URLSearchParams({ code }), oauth.expectNoState)
    const reply = await oauth.authorizationCodeGrantRequest(as, client, auth, brought, redirectUri, verifier, options)
    const answer = await oauth.processAuthorizationCodeResponse(as, client, reply)
    const tokens = tokensFrom(line.signIn, answer)
    const { lengthen } = line.signIn
    return lengthen ? lengthen(line.http, clientFor(line), tokens) : tokens
  })

/** A new access token. Where the platform turns the refresh token over, the one from before is worth nothing afterwards. */
export const renew = (line: Line, before: Tokens) =>
  asked(line, async ({ as, client, auth, options }) => {
    if (!before.refreshToken)
      throw new SourceError("credentials", `The sign-in at ${line.platform.name} has ended. Sign in again under Reauthenticate.`, "ended")
    const reply = await oauth.refreshTokenGrantRequest(as, client, auth, before.refreshToken, options)
    const tokens = tokensFrom(line.signIn, await oauth.processRefreshTokenResponse(as, client, reply))
    return {
      ...tokens,
      refreshToken: tokens.refreshToken ?? before.refreshToken,
      scope: tokens.scope || before.scope,
      account: tokens.account ?? before.account,
      facts: { ...before.facts, ...tokens.facts },
    }
  })

/** Gives back what the platform handed out (RFC 7009). Whoever asks has nothing more to do with it. */
export const revoke = (line: Line, { refreshToken, accessToken }: Tokens) =>
  asked(line, async ({ as, client, auth, options }) => {
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, auth, refreshToken ?? accessToken, options))
  })

type Tools = { as: oauth.AuthorizationServer; client: oauth.Client; auth: oauth.ClientAuth; options: oauth.TokenEndpointRequestOptions }

async function asked<T>(line: Line, ask: (tools: Tools) => Promise<T>): Promise<T> {
  const { signIn, http } = line
  const { id, secret } = clientFor(line)
  const as = { issuer: signIn.issuer, token_endpoint: signIn.token, revocation_endpoint: signIn.revoke }
  const options = {
    [oauth.customFetch]: through(http),
    // An address without TLS is one that the operator has put there.
    [oauth.allowInsecureRequests]: signIn.token.startsWith("http:"),
  }
  try {
    return await ask({ as, client: { client_id: id, [oauth.clockTolerance]: 60 }, auth: oauth.ClientSecretPost(secret), options })
  } catch (error) {
    throw await explainGrant(error, line.platform)
  }
}

function clientFor({ platform }: Line) {
  const client = clientOf(platform.id)
  if (client?.secret) return client
  const how = `Ask the operator of Patchbay to set ${clientVariable(platform.id)}.`
  throw new SourceError("unreachable", `The sign-in with ${platform.name} is not set up here. ${how}`, "no-client")
}

const through =
  (http: HttpClient) =>
  async (url: string, { method, headers, body }: oauth.CustomFetchOptions<string, unknown>): Promise<Response> => {
    const reply = await http.ask({ url, method, headers: Object.fromEntries(new Headers(headers)), body: String(body ?? ""), timeoutMs })
    const told = Object.entries(reply.headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as [string, string]] : [],
    )
    return new Response(reply.body.length > 0 ? new Uint8Array(reply.body) : null, { status: reply.status, headers: told })
  }

function tokensFrom({ read }: SignIn, answer: oauth.TokenEndpointResponse): Tokens {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, scope = "" } = answer
  if (!/^[\x21-\x7e]{1,8192}$/.test(accessToken))
    throw new SourceError("unreachable", "The platform's sign-in answered without a usable token. Try again later.", "no-token")
  const claims = oauth.getValidatedIdTokenClaims(answer) as Record<string, unknown> | undefined
  return {
    accessToken,
    ...(refreshToken && { refreshToken }),
    ...(seconds !== undefined && { endsAt: now().getTime() + seconds * 1_000 }),
    scope,
    facts: {},
    ...read?.(answer, claims),
  }
}
