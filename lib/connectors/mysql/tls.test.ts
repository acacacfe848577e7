import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createConnection } from "mysql2/promise"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Mariadb, startMariadb } from "@/scripts/mariadb"
import { guard } from "../../egress/guard"
import { canary, openSession, outcomes, resultOf, runChecks, withSession } from "../trial"
import { selfSigned } from "../trial-certificate"

const made = selfSigned("localhost")
let server: Mariadb
let folder = ""

describe.skipIf(!process.env.TEST_MARIADB_URL)("a MySQL or MariaDB server that offers encryption", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "patchbay-mysql-tls-"))
    const started = await startMariadb({ dir: join(folder, "db"), port: 55_620, tls: made })
    if ("skipped" in started) throw new Error(started.skipped)
    server = started
    const root = await createConnection({ host: "127.0.0.1", port: server.port, user: "root", password: server.rootPassword })
    await root.query("create database shop")
    await root.query("create table shop.people (id int primary key)")
    await root.query("insert into shop.people values (1), (2), (3)")
    // Whoever does not encrypt is not let in as this user.
    await root.query(`create user reader@'%' identified by '${canary}' require ssl`)
    await root.query("grant select on shop.* to reader@'%'")
    await root.end()
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const session = (over: object) =>
    openSession("mysql", guard({ allow: `127.0.0.1:${server.port}` }), {
      settings: { host: "localhost", port: server.port, database: "shop", tls: "verify-full", ca: made.cert, ...over },
      keys: { method: "password", user: "reader", password: canary },
    })
  const check = (over: object) => withSession(session(over), runChecks)

  test("with its authority's certificate every check passes, and the line is really encrypted", async () => {
    const results = await check({})
    expect(outcomes(results)).toMatchObject({
      connect: "passed",
      tls: "passed",
      authenticate: "passed",
      database: "passed",
      tables: "passed",
    })
    await withSession(session({}), async (open) => {
      const limit = { signal: new AbortController().signal, timeoutMs: 5_000 }
      expect(await open.count({ text: "select count(*) from `shop`.`people`", values: [] }, limit)).toBe(3)
      const version = "select variable_value like 'TLSv1%' from information_schema.session_status where variable_name = 'Ssl_version'"
      expect(await open.count({ text: version, values: [] }, limit)).toBe(1)
    })
  })

  test("an unknown authority, another name and a spoilt certificate are refused, each in its words, and none says the secret", async () => {
    const refused = {
      "not signed by a known authority": { ca: undefined },
      "another name": { host: "127.0.0.1" },
      "CA certificate cannot be read": { ca: "nonsense" },
    }
    for (const [words, over] of Object.entries(refused)) {
      const results = await check(over)
      expect(resultOf(results, "tls"), words).toMatchObject({ outcome: "failed", reason: "tls", message: expect.stringContaining(words) })
      expect(outcomes(results)).toMatchObject({ authenticate: "skipped" })
      expect(JSON.stringify(results)).not.toContain(canary)
    }
  })

  test("encrypted without looking at the certificate is a warning, and not encrypted at all is not let in", async () => {
    expect(outcomes(await check({ tls: "require", ca: undefined, host: "127.0.0.1" }))).toMatchObject({
      tls: "warning",
      authenticate: "passed",
    })
    expect(outcomes(await check({ tls: "off", ca: undefined }))).toMatchObject({ tls: "warning", authenticate: "failed" })
  })
})
