import { generateKeyPairSync, randomBytes } from "node:crypto"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import Provider from "oidc-provider"
import { salesforceDouble } from "../channel/salesforce"

export const client = { id: "patchbay-at-the-platform", secret: "the-operators-secret" }

type Sought = { status: number; body?: unknown }
type Options = { port?: number; redirects: readonly string[] }

/**
 * A real authorization server (oidc-provider) at Salesforce's addresses, with the double of Salesforce's interface behind the same door: a
 * token is good there if this server gave it and has not taken it back. Its refresh tokens turn over, and one that is used twice ends all.
 */
export async function signInProvider({ port: wanted = 0, redirects }: Options) {
  const server = createServer()
  server.listen(wanted, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  /** What reached the token and revocation endpoints, in a word. */
  const heard: string[] = []
  /** Every code, verifier and token that went over the wire, so that a test can look for them where they must not be. */
  const shown = new Set<string>()
  let deaf = false
  let gate: Promise<void> | undefined
  let renews = true
  let broken: { left: number; answer: Sought } | undefined
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ["authorization_code", "refresh_token"],
        token_endpoint_auth_method: "client_secret_post",
        redirect_uris: [...redirects],
      },
    ],
    cookies: { keys: [randomBytes(32).toString("hex")] },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    scopes: ["api", "id", "refresh_token"],
    pkce: { required: () => true },
    features: { revocation: { enabled: true } },
    issueRefreshToken: () => renews,
    rotateRefreshToken: true,
    ttl: { AccessToken: 3_600, RefreshToken: 86_400, Interaction: 600, Grant: 86_400, Session: 86_400, AuthorizationCode: 60 },
    routes: {
      authorization: "/services/oauth2/authorize",
      token: "/services/oauth2/token",
      revocation: "/services/oauth2/revoke",
      userinfo: "/unused",
    },
    findAccount: (_asked: unknown, login: string) => ({ accountId: login, claims: () => ({ sub: login }) }),
  })

  provider.use(async (ctx: Koa, next: () => Promise<void>) => {
    const isToken = ctx.path === "/services/oauth2/token"
    if (isToken) await gate
    if (isToken && broken && broken.left-- > 0) {
      heard.push("broken")
      ctx.status = broken.answer.status
      ctx.body = broken.answer.body
      return
    }
    if (ctx.path === "/services/oauth2/revoke" && deaf) {
      deaf = false
      ctx.status = 503
      return
    }
    if (/^\/services\/(data\/|oauth2\/userinfo)/.test(ctx.path)) {
      const token = /^Bearer (.+)$/.exec(ctx.get("authorization"))?.[1] ?? ""
      const scopes = (await provider.AccessToken.find(token))?.scope?.split(" ")
      const { pathname: path, searchParams: query } = new URL(ctx.url, issuer)
      const { status, body } = await salesforceDouble.answer({ method: ctx.method, path, query } as never, scopes && new Set(scopes))
      ctx.status = status
      ctx.body = body
      return
    }
    await next()
    if (isToken) keepSecrets({ ...ctx.oidc?.params, ...(ctx.body as object) }, shown)
    if (isToken) heard.push(`${ctx.oidc?.params?.grant_type} ${ctx.status}`)
    if (ctx.path === "/services/oauth2/revoke") heard.push(`revoke ${ctx.status}`)
    if (isToken && ctx.status === 200)
      ctx.body = { ...(ctx.body as object), instance_url: issuer, id: `${issuer}/id/${ctx.oidc?.entities?.Account?.accountId}` }
  })
  server.on("request", provider.callback())

  return {
    issuer,
    port,
    heard,
    shown,
    /** The next answers of the token endpoint are these. */
    breakDown(answer: Sought, times = 1) {
      broken = { left: times, answer }
    },
    /** From now on there is no refresh token beside the access token, or there is again. */
    giveRefreshTokens(wanted: boolean) {
      renews = wanted
    },
    /** Whoever asks the token endpoint waits until the answer is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return () => {
        gate = undefined
        resolve()
      }
    },
    /** The next token that is given back is not taken. */
    refuseRevocation() {
      deaf = true
    },
    /** What the platform's administrator does: this token is worth nothing from now on. */
    end: async (token: string) => void (await (await provider.AccessToken.find(token))?.destroy()),
    /** And so is everything that this person ever allowed. */
    async withdraw(refreshToken: string) {
      const found = await provider.RefreshToken.find(refreshToken)
      await found?.destroy()
    },
    knows: async (token: string) => Boolean((await provider.AccessToken.find(token)) ?? (await provider.RefreshToken.find(token))),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type SignInProvider = Awaited<ReturnType<typeof signInProvider>>

const secret = ["code", "code_verifier", "refresh_token", "access_token"]
function keepSecrets(said: Record<string, unknown>, shown: Set<string>): void {
  for (const name of secret) if (typeof said[name] === "string") shown.add(said[name])
}

type Koa = {
  path: string
  url: string
  method: string
  status: number
  body: unknown
  get(name: string): string
  oidc?: { params?: Record<string, unknown>; entities?: { Account?: { accountId: string } } }
}
