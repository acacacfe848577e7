import { createHash, createPublicKey, randomBytes, verify } from "node:crypto"
import type { Answer, Asked } from "../server"
import { type Account, Refused } from "./account"
import type { Identity } from "./statements"

type Client = { secret: string; refresh: Map<string, string>; itself?: string }
type Kept = { user: string; role?: string; until: number }

const wrongJwt = () => new Refused("390144", "08004", `JWT token is invalid. [${randomBytes(8).toString("hex")}]`, 401)

/** Who is speaking: signatures are verified, tokens are known and end. */
export function identities(account: Account) {
  const programmatic = new Map<string, Kept>()
  const clients = new Map<string, Client>()
  const access = new Map<string, Kept>()

  function admitted(name: string, role?: string): Identity {
    const user = account.users.get(name)
    if (!user) throw wrongJwt()
    if (user.disabled) throw new Refused("390101", "08004", "User access disabled. Contact your local system administrator.", 401)
    if (user.barred)
      throw new Refused("390422", "08004", "Incoming request with IP/Token 203.0.113.9 is not allowed to access Snowflake.", 403)
    return { user, ...(role ? { role } : {}) }
  }

  /** The official client of Node writes its times in milliseconds, and Snowflake's sign-in of drivers takes them; the SQL API wants seconds. */
  function byKey(token: string, perSecond = 1): Identity {
    const [head = "", body = "", signature = ""] = token.split(".")
    let said: { iss?: string; sub?: string; iat?: number; exp?: number }
    let alg: unknown
    try {
      said = JSON.parse(Buffer.from(body, "base64url").toString())
      alg = JSON.parse(Buffer.from(head, "base64url").toString()).alg
    } catch {
      throw wrongJwt()
    }
    const { iss = "", sub = "" } = said
    const [iat, exp] = [(said.iat ?? 0) / perSecond, (said.exp ?? 0) / perSecond]
    const [name, ...rest] = sub.split(".")
    const user = account.users.get(rest.join("."))
    const now = Date.now() / 1_000
    if (alg !== "RS256" || name !== account.name || !user || exp <= now || iat > now + 60 || exp > iat + 3_600) throw wrongJwt()
    const fits = user.keys.some((key) => {
      const print = createHash("sha256")
        .update(createPublicKey(key.export({ type: "spki", format: "pem" })).export({ type: "spki", format: "der" }))
        .digest("base64")
      return (
        iss === `${sub}.SHA256:${print}` && verify("RSA-SHA256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))
      )
    })
    if (!fits) throw wrongJwt()
    return admitted(user.name)
  }

  function kept(map: Map<string, Kept>, token: string, unknown: [string, string], over: [string, string]): Identity {
    const found = map.get(token)
    if (!found) throw new Refused(unknown[0], "08004", unknown[1], 401)
    if (found.until <= Date.now()) throw new Refused(over[0], "08004", over[1], 401)
    return admitted(found.user, found.role)
  }
  const byToken = (token: string) =>
    kept(programmatic, token, ["394400", "Programmatic access token is invalid."], ["394400", "Programmatic access token is invalid."])
  const byOauth = (token: string) =>
    kept(access, token, ["390303", "Invalid OAuth access token. [x]"], ["390318", "OAuth access token expired. [x]"])

  return {
    programmatic,
    clients,
    access,
    byKey,
    byToken,
    byOauth,
    /** The bearer of a request to the SQL API. */
    of({ headers }: Asked): Identity {
      const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1]
      if (!token) throw new Refused("390104", "08004", "Authentication token is missing.", 401)
      const type = headers["x-snowflake-authorization-token-type"]
      if (type === "PROGRAMMATIC_ACCESS_TOKEN") return byToken(token)
      return type === "OAUTH" ? byOauth(token) : byKey(token)
    },
    /** The token endpoint of the account. */
    grant({ headers, body }: Asked): Answer {
      const [id = "", secret = ""] = Buffer.from((headers.authorization ?? "").replace("Basic ", ""), "base64")
        .toString()
        .split(":")
      const client = clients.get(id)
      const refused = (error: string, code: string): Answer => ({
        status: 400,
        body: { data: null, message: `${error} refused`, code, success: false, error },
      })
      if (!client || client.secret !== secret) return refused("invalid_client", "390302")
      const form = new URLSearchParams(body.toString("utf8"))
      const type = form.get("grant_type")
      if (type !== "refresh_token" && !client.itself) return refused("unsupported_grant_type", "390307")
      const user = type === "refresh_token" ? client.refresh.get(form.get("refresh_token") ?? "") : client.itself
      if (!user) return refused("invalid_grant", "390309")
      const token = randomBytes(24).toString("base64url")
      const role = /^session:role:(.+)$/.exec(form.get("scope") ?? "")?.[1]
      access.set(token, { user, until: Date.now() + 600_000, ...(role ? { role } : {}) })
      return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: 600, username: user } }
    },
  }
}
export type Identities = ReturnType<typeof identities>
