import "server-only"
import { createPrivateKey, type KeyObject, sign } from "node:crypto"
import { now } from "../../base/clock"
import { SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import { type HttpClient, jsonOf } from "../http"
import { explainImpersonation, explainToken } from "./token-errors"

type AccountKey = { clientEmail: string; privateKey: string; privateKeyId: string }
export type GoogleKeys =
  | ({ method: "service-account" } & AccountKey)
  | ({ method: "impersonation"; target: string } & AccountKey)
  | { method: "oauth"; clientId: string; clientSecret: string; refreshToken: string }

type Token = { value: string; until: number }
/** A token that is about to end is not used for a request that may take a while. */
const margin = 120_000
const hour = 3_600

/** A token for Google's interfaces, asked for once and kept until shortly before its end. */
export function googleToken(http: HttpClient, keys: GoogleKeys, scopes: readonly string[]) {
  let kept: Promise<Token> | undefined
  async function get(): Promise<string> {
    const asked = kept ?? fetchToken(http, keys, scopes)
    kept = asked
    try {
      const { value, until } = await asked
      if (until - margin > now().getTime()) return value
    } catch (error) {
      if (kept === asked) kept = undefined
      throw error
    }
    if (kept === asked) kept = undefined
    return get()
  }
  return {
    get,
    /** After a refusal: the next question asks for a new one. */
    forget() {
      kept = undefined
    },
  }
}

function fetchToken(http: HttpClient, keys: GoogleKeys, scopes: readonly string[]): Promise<Token> {
  switch (keys.method) {
    case "service-account":
      return exchange(http, { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: assertionOf(keys, scopes) })
    case "impersonation":
      return impersonate(http, keys, scopes)
    case "oauth":
      return exchange(http, {
        grant_type: "refresh_token",
        client_id: keys.clientId,
        client_secret: keys.clientSecret,
        refresh_token: keys.refreshToken,
      })
  }
}

/** Whom the assertion is made out to: Google itself, also where the operator has put another address in its place. */
const audience = "https://oauth2.googleapis.com/token"

function assertionOf({ clientEmail, privateKey, privateKeyId }: AccountKey, scopes: readonly string[]): string {
  const iat = Math.floor(now().getTime() / 1_000)
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url")
  const head = part({ alg: "RS256", typ: "JWT", kid: privateKeyId })
  const claims = part({ iss: clientEmail, scope: scopes.join(" "), aud: audience, iat, exp: iat + hour })
  return `${head}.${claims}.${sign("sha256", Buffer.from(`${head}.${claims}`), keyFrom(privateKey)).toString("base64url")}`
}

function keyFrom(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === "rsa") return key
  } catch {
    // The reason would quote the key.
  }
  throw new SourceError(
    "credentials",
    "The private key cannot be read. Make a new key in Google Cloud, and paste it whole.",
    "key-unreadable",
  )
}

async function exchange(http: HttpClient, form: Record<string, string>): Promise<Token> {
  const began = now().getTime()
  const reply = await http.ask({
    url: `${endpointOf("google-token")}/token`,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams(form).toString(),
  })
  if (reply.status !== 200) throw explainToken(reply, form.grant_type === "refresh_token" ? "user" : "key")
  const { access_token: value, expires_in: seconds } = jsonOf<{ access_token?: unknown; expires_in?: unknown }>(reply)
  return tokenFrom(value, began + (Number(seconds) || hour) * 1_000)
}

async function impersonate(http: HttpClient, keys: AccountKey & { target: string }, scopes: readonly string[]): Promise<Token> {
  const own = await fetchToken(http, { ...keys, method: "service-account" }, ["https://www.googleapis.com/auth/cloud-platform"])
  const reply = await http.ask({
    url: `${endpointOf("google-iam")}/v1/projects/-/serviceAccounts/${encodeURIComponent(keys.target)}:generateAccessToken`,
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${own.value}` },
    body: JSON.stringify({ scope: scopes, lifetime: `${hour}s` }),
  })
  if (reply.status !== 200) throw explainImpersonation(reply, { from: keys.clientEmail, to: keys.target })
  const { accessToken, expireTime } = jsonOf<{ accessToken?: unknown; expireTime?: unknown }>(reply)
  return tokenFrom(accessToken, Date.parse(String(expireTime)))
}

function tokenFrom(value: unknown, until: number): Token {
  const isToken = typeof value === "string" && /^[\x21-\x7e]{1,8192}$/.test(value)
  // A token that is over before it begins would be asked for again and again.
  if (isToken && until - margin > now().getTime()) return { value, until }
  throw new SourceError("unreachable", "Google's sign-in answered without a usable token. Try again later.", "no-token")
}
