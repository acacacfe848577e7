import { createPublicKey, generateKeyPairSync, randomBytes, randomUUID, verify } from "node:crypto"
import type { Answer, Asked } from "../server"

type Account = { publicKeys: Map<string, string>; state: "enabled" | "disabled" | "deleted"; lenders: Set<string> }
type User = { clientId: string; clientSecret: string; email: string; revoked: boolean }
export type Identity = { email: string; scopes: string[] }

const audience = "https://oauth2.googleapis.com/token"
const fiveMinutes = 300
const cloud = "https://www.googleapis.com/auth/cloud-platform"

/** Google's sign-in: service accounts with their keys, users with their consents, tokens with their scopes. Signatures are verified. */
export function googleAccounts() {
  const accounts = new Map<string, Account>()
  const users = new Map<string, User>()
  const tokens = new Map<string, Identity & { until: number }>()
  let ahead = 0
  const clock = () => Date.now() + ahead

  function issue(email: string, scopes: string[], prefix = "ya29.c.") {
    const token = prefix + randomBytes(24).toString("base64url")
    tokens.set(token, { email, scopes, until: clock() + 3_600_000 })
    return token
  }
  const issued = (email: string, scopes: string[]): Answer => ({
    status: 200,
    body: { access_token: issue(email, scopes), expires_in: 3_599, token_type: "Bearer" },
  })

  function byAssertion(assertion: string): Answer {
    const [head = "", claims = "", signature = ""] = assertion.split(".")
    const { alg, kid } = decoded(head) as { alg?: string; kid?: string }
    const {
      iss = "",
      scope = "",
      aud,
      iat = 0,
      exp = 0,
    } = decoded(claims) as { iss?: string; scope?: string; aud?: string; iat?: number; exp?: number }
    const account = accounts.get(iss)
    if (!account || account.state === "deleted") return denied("invalid_grant", "Invalid grant: account not found")
    const pem = account.publicKeys.get(kid ?? "")
    const right =
      pem &&
      alg === "RS256" &&
      verify("sha256", Buffer.from(`${head}.${claims}`), createPublicKey(pem), Buffer.from(signature, "base64url"))
    if (!right) return denied("invalid_grant", "Invalid JWT Signature.")
    if (account.state === "disabled") return denied("invalid_grant", "Invalid grant: account disabled", 401)
    if (aud !== audience) return denied("invalid_grant", "Invalid JWT: Failed audience check.")
    const at = clock() / 1_000
    if (iat > at + fiveMinutes || exp < at || exp > iat + 3_600)
      return denied(
        "invalid_grant",
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
      )
    return issued(iss, scope.split(" "))
  }

  function byRefreshToken(form: URLSearchParams): Answer {
    const user = users.get(form.get("refresh_token") ?? "")
    const client = [...users.values()].find(({ clientId }) => clientId === form.get("client_id"))
    if (!client || client.clientSecret !== form.get("client_secret"))
      return denied("invalid_client", "The OAuth client was not found.", 401)
    if (!user || user.revoked) return denied("invalid_grant", "Token has been expired or revoked.")
    if (user.clientId !== client.clientId) return denied("unauthorized_client", "Unauthorized", 401)
    return issued(user.email, [cloud])
  }

  function lend({ path, body }: Asked, who: Identity | undefined): Answer {
    if (!who) return refuse(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
    const target = /serviceAccounts\/([^/:]+):generateAccessToken$/.exec(path)?.[1] ?? ""
    const account = accounts.get(target)
    if (!account?.lenders.has(who.email) || !who.scopes.includes(cloud))
      return refuse(403, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).")
    const { scope = [] } = JSON.parse(body.toString("utf8")) as { scope?: string[] }
    return { status: 200, body: { accessToken: issue(target, scope), expireTime: new Date(clock() + 3_600_000).toISOString() } }
  }

  return {
    /** A service account with one key, as its key file would hold it. */
    account(email: string) {
      const account: Account = accounts.get(email) ?? { publicKeys: new Map(), state: "enabled", lenders: new Set() }
      accounts.set(email, account)
      const pair = generateKeyPairSync("rsa", { modulusLength: 2_048 })
      const privateKeyId = randomUUID().replaceAll("-", "")
      account.publicKeys.set(privateKeyId, pair.publicKey.export({ type: "spki", format: "pem" }) as string)
      return { clientEmail: email, privateKeyId, privateKey: pair.privateKey.export({ type: "pkcs8", format: "pem" }) as string }
    },
    become(email: string, state: Account["state"]) {
      const account = accounts.get(email)
      if (account) account.state = state
    },
    deleteKey(email: string, privateKeyId: string) {
      accounts.get(email)?.publicKeys.delete(privateKeyId)
    },
    /** Lets one account act as another. */
    lend(target: string, to: string) {
      accounts.get(target)?.lenders.add(to)
    },
    /** A person who gave a consent to an OAuth client. */
    user(email: string, { clientId = "4711-patchbay.apps.googleusercontent.com", clientSecret = `GOCSPX-${randomUUID()}` } = {}) {
      const refreshToken = `1//0${randomBytes(24).toString("base64url")}`
      users.set(refreshToken, { clientId, clientSecret, email, revoked: false })
      return { clientId, clientSecret, refreshToken }
    },
    revoke(refreshToken: string) {
      const user = users.get(refreshToken)
      if (user) user.revoked = true
    },
    /** A token without the exchange, for clients whose sign-in cannot be pointed here. */
    issue,
    /** Every token that was given out, so that a test can look for them where they must not be. */
    issuedTokens: () => [...tokens.keys()],
    /** Sets Google's clock so much ahead of ours. */
    shiftClock(ms: number) {
      ahead = ms
    },
    /** Ends every token now. */
    expireTokens: () => tokens.clear(),
    identify({ headers }: Asked): Identity | undefined {
      const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? ""
      const found = tokens.get(token)
      return found && found.until > clock() ? found : undefined
    },
    /** The answer to a sign-in; nothing when the request is about something else. */
    answer(asked: Asked): Answer | undefined {
      if (asked.path === "/token" && asked.method === "POST") {
        const form = new URLSearchParams(asked.body.toString("utf8"))
        const grant = form.get("grant_type")
        if (grant === "urn:ietf:params:oauth:grant-type:jwt-bearer") return byAssertion(form.get("assertion") ?? "")
        if (grant === "refresh_token") return byRefreshToken(form)
        return denied("unsupported_grant_type", "Invalid grant_type")
      }
      if (asked.path.endsWith(":generateAccessToken")) return lend(asked, this.identify(asked))
      return undefined
    },
  }
}
/** @public For the doubles of Google's platforms. */
export type GoogleAccounts = ReturnType<typeof googleAccounts>

const denied = (error: string, error_description: string, status = 400): Answer => ({ status, body: { error, error_description } })
const refuse = (code: number, status: string, message: string): Answer => ({ status: code, body: { error: { code, message, status } } })

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"))
  } catch {
    return {}
  }
}
