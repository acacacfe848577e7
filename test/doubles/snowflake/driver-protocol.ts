import { randomUUID } from "node:crypto"
import { gunzipSync } from "node:zlib"
import type { Answer, Asked } from "../server"
import { Refused } from "./account"
import type { Result } from "./engine"
import type { Identities } from "./identities"
import { rowTypes } from "./sql-api"
import type { Identity, Place, Statements } from "./statements"

type Login = { LOGIN_NAME?: string; AUTHENTICATOR?: string; TOKEN?: string }
type Open = { identity: Identity; place: Place }

const said = (body: object): Answer => ({ status: 200, body })
const no = ({ code, message, sqlState }: Refused) => said({ data: { errorCode: code, sqlState }, code, message, success: false })
const own = (name: string | null) => (name ? { value: name.toUpperCase() } : undefined)?.value

/** The little of the drivers' own protocol that the official client needs to sign in, ask and go. */
export function driverProtocol(statements: Statements, identities: Identities) {
  const sessions = new Map<string, Open>()

  function login({ query }: Asked, { AUTHENTICATOR, TOKEN = "" }: Login): Answer {
    const identity =
      AUTHENTICATOR === "SNOWFLAKE_JWT"
        ? identities.byKey(TOKEN, 1_000)
        : AUTHENTICATOR === "PROGRAMMATIC_ACCESS_TOKEN"
          ? identities.byToken(TOKEN)
          : AUTHENTICATOR === "OAUTH"
            ? identities.byOauth(TOKEN)
            : undefined
    if (!identity) throw new Refused("390100", "08001", "Incorrect username or password was specified.")
    const place = {
      role: own(query.get("roleName")),
      warehouse: own(query.get("warehouse")),
      database: own(query.get("databaseName")),
      schema: own(query.get("schemaName")),
    }
    const { role } = statements.rolesOf(identity, place.role)
    const token = randomUUID()
    sessions.set(token, { identity, place })
    return said({
      data: {
        token,
        masterToken: randomUUID(),
        validityInSeconds: 3_600,
        masterValidityInSeconds: 14_400,
        sessionId: sessions.size,
        displayUserName: identity.user.name,
        serverVersion: "9.0.0",
        parameters: [{ name: "TIMEZONE", value: "UTC" }],
        sessionInfo: {
          databaseName: place.database ?? null,
          schemaName: place.schema ?? null,
          warehouseName: place.warehouse ?? null,
          roleName: role ?? null,
        },
      },
      code: null,
      message: null,
      success: true,
    })
  }

  async function ask(
    open: Open,
    { sqlText, bindings = {} }: { sqlText: string; bindings?: Record<string, { value: string | null }> },
  ): Promise<Answer> {
    const values = Object.keys(bindings)
      .toSorted((a, b) => Number(a) - Number(b))
      .map((at) => bindings[at]?.value ?? null)
    const statement = statements.begin(sqlText, values, open.identity, open.place)
    await statement.ended
    if (statement.outcome instanceof Refused) return no(statement.outcome)
    const result = statement.outcome as Result
    const booleans = result.columns.map(({ type }) => type === "BOOLEAN")
    return said({
      data: {
        parameters: [],
        rowtype: rowTypes(result),
        rowset: result.rows.map((row) => row.map((cell, at) => (booleans[at] && cell !== null ? String(Number(cell === "true")) : cell))),
        total: result.rows.length,
        returned: result.rows.length,
        queryId: statement.handle,
        queryResultFormat: "json",
        version: 1,
        statementTypeId: 4_096,
      },
      code: null,
      message: null,
      success: true,
    })
  }

  return async function answer(asked: Asked): Promise<Answer> {
    const plain = asked.headers["content-encoding"] === "gzip" ? gunzipSync(asked.body) : asked.body
    const body = plain.length > 0 ? JSON.parse(plain.toString("utf8")) : {}
    try {
      if (asked.path === "/session/v1/login-request") return login(asked, body.data)
      if (asked.path === "/telemetry/send") return said({ data: "Log Received", code: null, message: null, success: true })
      const token = /Token="([^"]+)"/.exec(asked.headers.authorization ?? "")?.[1] ?? ""
      const open = sessions.get(token)
      if (!open) throw new Refused("390104", "08001", "Authentication token has expired or is unknown.")
      if (asked.path === "/queries/v1/query-request") return await ask(open, body)
      if (asked.path === "/session" && asked.query.get("delete") === "true") sessions.delete(token)
      return said({ data: null, code: null, message: null, success: true })
    } catch (error) {
      if (error instanceof Refused) return no(error)
      throw error
    }
  }
}
