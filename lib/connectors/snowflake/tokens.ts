import "server-only"
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto"
import { now } from "../../base/clock"
import { SourceError } from "../connector"
import { type HttpClient, jsonOf } from "../http"
import { signedAccount } from "./account"
import { tokenRefusal, type Words } from "./errors"
import type { SnowflakeSource } from "./link"
import { nameIn } from "./names"

export type Token = { type: "KEYPAIR_JWT" | "PROGRAMMATIC_ACCESS_TOKEN" | "OAUTH"; value: string; until: number }

/** A signature is good for at most an hour; ours for a minute less, and a new one is made well before. */
const goodForS = 59 * 60
const renewBeforeMs = 5 * 60_000

/** The token that the next request carries. Made when first needed, and again before it ends or when it was refused. */
export function tokens(source: SnowflakeSource, http: HttpClient, base: string, words: Words) {
  let current: Promise<Token> | undefined
  let until = 0
  return async function token({ fresh = false } = {}): Promise<Token> {
    if (!current || fresh || now().getTime() > until - renewBeforeMs) {
      current = make(source, http, base, words)
      until = Number.POSITIVE_INFINITY
      current.then(
        (made) => {
          until = made.until
        },
        () => {
          current = undefined
        },
      )
    }
    return current
  }
}

async function make({ settings, keys }: SnowflakeSource, http: HttpClient, base: string, words: Words): Promise<Token> {
  switch (keys.method) {
    case "keyPair":
      return signed(settings.account, keys.user, privateKey(keys.privateKey, keys.passphrase))
    case "token":
      return { type: "PROGRAMMATIC_ACCESS_TOKEN", value: keys.token, until: Number.POSITIVE_INFINITY }
    case "oauth": {
      const { clientId, clientSecret, refreshToken } = keys
      const role = settings.role && `session:role:${nameIn(settings.role)}`
      const form: Record<string, string> = refreshToken
        ? { grant_type: "refresh_token", refresh_token: refreshToken }
        : { grant_type: "client_credentials", ...(role ? { scope: role } : {}) }
      const reply = await http.ask({
        url: `${base}/oauth/token-request`,
        method: "POST",
        headers: {
          authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
          "content-type": "application/x-www-form-urlencoded",
          accept: "application/json",
          "user-agent": "patchbay",
        },
        body: new URLSearchParams(form).toString(),
      })
      if (reply.status >= 500 || reply.status === 404 || reply.status === 429) throw tokenRefusal(reply.status, {}, words)
      const said = jsonOf<{ access_token?: string; expires_in?: number; error?: string; code?: string }>(reply)
      if (reply.status !== 200 || !said.access_token) throw tokenRefusal(reply.status, said, words)
      return { type: "OAUTH", value: said.access_token, until: now().getTime() + (Number(said.expires_in) || 600) * 1_000 }
    }
  }
}

function privateKey(pem: string, passphrase?: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey({ key: pem, ...(passphrase ? { passphrase } : {}) })
  } catch (error) {
    const { code = "" } = error as { code?: string }
    if (!passphrase && (code === "ERR_MISSING_PASSPHRASE" || pem.includes("ENCRYPTED")))
      throw unusable("This private key is encrypted. Enter its passphrase.", "passphrase")
    if (/BAD_DECRYPT|BAD_PASSWORD|INTERRUPTED|PKCS12|PKCS5/.test(code))
      throw unusable("The passphrase does not open this private key. Type it again.", "passphrase")
    throw unusable("The private key cannot be read. Paste the whole PEM text, with its BEGIN and END lines.", "key")
  }
  if (key.asymmetricKeyType !== "rsa") throw unusable("Snowflake takes RSA keys. Make one with: openssl genrsa 2048", "key")
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < 2_048)
    throw unusable("This RSA key is too short. Make one with at least 2048 bits.", "key")
  return key
}

const unusable = (message: string, code: string) => new SourceError("credentials", `Authentication failed: ${message}`, code)

/** The claims exactly as Snowflake documents them: who signs, with which key, and for how long. */
function signed(account: string, user: string, key: KeyObject): Token {
  const print = createHash("sha256")
    .update(createPublicKey(key).export({ type: "spki", format: "der" }))
    .digest("base64")
  const subject = `${signedAccount(account)}.${user.toUpperCase()}`
  const iat = Math.floor(now().getTime() / 1_000)
  const claims = { iss: `${subject}.SHA256:${print}`, sub: subject, iat, exp: iat + goodForS }
  const text = [{ alg: "RS256", typ: "JWT" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")
  const value = `${text}.${sign("RSA-SHA256", Buffer.from(text), key).toString("base64url")}`
  return { type: "KEYPAIR_JWT", value, until: (iat + goodForS) * 1_000 }
}
