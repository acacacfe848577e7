import { createPublicKey, generateKeyPairSync } from "node:crypto"
import { serveDouble } from "../server"
import { account as newAccount } from "./account"
import { driverProtocol } from "./driver-protocol"
import { engine as newEngine } from "./engine"
import { identities as newIdentities } from "./identities"
import { objectsIn } from "./show"
import { sqlApi, type Ways } from "./sql-api"
import { statements as newStatements } from "./statements"

/** One account of Snowflake on a port of this machine: the SQL API, the token endpoint and the drivers' sign-in, with DuckDB behind them. */
export async function snowflakeDouble({ port = 0, account: name = "ACME-MARKETING" } = {}) {
  const engine = await newEngine()
  const account = newAccount(name, async (schema) =>
    (await objectsIn(engine, schema)).map((row) => ({ name: row.name ?? "", kind: row.kind ?? "" })),
  )
  const identities = newIdentities(account)
  const statements = newStatements(account, engine)
  const ways: Ways = { syncMs: 45_000, partRows: 5_000 }
  const api = sqlApi(statements, identities, ways)
  const protocol = driverProtocol(statements, identities)
  const server = await serveDouble((asked) => {
    if (asked.path === "/oauth/token-request") return identities.grant(asked)
    return asked.path.startsWith("/api/v2/") ? api(asked) : protocol(asked)
  }, port)
  return {
    ...server,
    account,
    identities,
    /** As an administrator: roles, users, warehouses and grants. */
    run: account.run,
    /** What lies in the databases, in the words of DuckDB. */
    fill: engine.admin,
    ways,
    running: statements.running,
    async close() {
      for (const statement of statements.all.values()) statement.stop()
      await Promise.all([...statements.all.values()].map(({ ended }) => ended))
      await server.close()
      engine.close()
    },
  }
}
export type SnowflakeDouble = Awaited<ReturnType<typeof snowflakeDouble>>

/** A pair of keys as people make them: the private half in PEM, encrypted if there is a passphrase, the public half as Snowflake wants it. */
export function keyPair({ passphrase, bits = 2_048 }: { passphrase?: string; bits?: number } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits })
  const pem = privateKey.export({ type: "pkcs8", format: "pem", ...(passphrase ? { cipher: "aes-256-cbc", passphrase } : {}) }).toString()
  return {
    pem,
    publicKey: createPublicKey(publicKey.export({ type: "spki", format: "pem" }))
      .export({ type: "spki", format: "der" })
      .toString("base64"),
  }
}
