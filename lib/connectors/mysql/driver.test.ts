import { type Connection, createConnection } from "mysql2/promise"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { canary, openSession, outcomes, remediesOf, resultOf, runChecks, stubborn, unique, withSession } from "../trial"
import { excessOf, matchesDatabase, may, parseGrants } from "./grants"
import { quoteAccount } from "./names"

const adminUrl = process.env.TEST_MARIADB_URL ? new URL(process.env.TEST_MARIADB_URL) : undefined
const server = { host: adminUrl?.hostname ?? "", port: Number(adminUrl?.port) }
const database = unique("sh_op")
const reader = unique("rea'der")
const account = quoteAccount(`${reader}@%`)
let root: Connection
const admin = async (statement: string) => root.query(statement)

const answers = (over: Record<string, unknown> = {}, keys: Record<string, unknown> = {}) => ({
  settings: { ...server, database, tls: "off", ...over },
  keys: { method: "password", user: reader, password: canary, ...keys },
})
const check = (...over: Parameters<typeof answers>) =>
  withSession(openSession("mysql", guard({ allow: `127.0.0.1:${server.port}` }), answers(...over)), runChecks)

describe.skipIf(!adminUrl)("a MySQL or MariaDB connection", () => {
  beforeAll(async () => {
    if (!adminUrl) return
    root = await createConnection({
      host: server.host,
      port: server.port,
      user: adminUrl.username,
      password: decodeURIComponent(adminUrl.password),
    })
    await admin(`create database ${database}`)
    await admin(`create user ${account} identified by '${canary}'`)
    await admin(`create table ${database}.people (id int primary key, name varchar(50))`)
    await admin(`create table ${database}.\`or\`\`ders\` (id int)`)
  })
  afterAll(async () => {
    if (!adminUrl) return
    await admin(`drop database ${database}`)
    await admin(`drop user ${account}`)
    await root.end()
  })

  test("a missing right and a missing database sound the same at the server, so both are said; the remedy turns the check green", async () => {
    const results = await check()
    expect(outcomes(results)).toMatchObject({ authenticate: "passed", database: "failed", tables: "skipped" })
    expect(resultOf(results, "database")).toMatchObject({
      reason: "permission",
      message: expect.stringMatching(/There is no database .*, or this user has no right on it/),
    })
    expect(resultOf(results, "database")?.grants?.[0]?.held).toBe("unknown")
    expect(remediesOf(results)).toEqual([`GRANT SELECT ON \`${database.replaceAll("_", "\\_")}\`.* TO ${account};`])
    await admin(remediesOf(results)[0] ?? "")
    expect(outcomes(await check())).toEqual({
      connect: "passed",
      tls: "warning",
      authenticate: "passed",
      database: "passed",
      tables: "passed",
      introspect: "passed",
      excess: "passed",
    })
    await admin(`revoke all privileges, grant option from ${account}`)
  })

  test("a table that is seen and cannot be read is named, and more rights than needed are warned of", async () => {
    await admin(`grant select on ${database}.people to ${account}`)
    await admin(`grant insert, delete on ${database}.\`or\`\`ders\` to ${account}`)
    const results = await check()
    expect(resultOf(results, "tables")).toMatchObject({ outcome: "warning", message: "1 table can be read, 1 cannot." })
    const excess = resultOf(results, "excess")
    expect(excess?.excess?.map(({ right }) => right)).toEqual(["INSERT", "DELETE"])
    for (const remedy of [...remediesOf(results), ...(excess?.excess ?? []).map(({ remedy }) => remedy ?? "")]) await admin(remedy)
    expect(outcomes(await check())).toMatchObject({ tables: "passed", excess: "passed" })
    await admin(`revoke all privileges, grant option from ${account}`)
  })

  test("rights that come with a role count", async () => {
    const role = unique("role")
    await admin(`create role ${role}`)
    await admin(`grant select on ${database}.* to ${role}`)
    await admin(`grant ${role} to ${account}`)
    await admin(`set default role ${role} for ${account}`)
    expect(outcomes(await check())).toMatchObject({ database: "passed", tables: "passed", excess: "passed" })
    await admin(`grant delete on ${database}.people to ${role}`)
    for (const { remedy } of resultOf(await check(), "excess")?.excess ?? []) await admin(remedy ?? "")
    expect(resultOf(await check(), "excess")?.outcome).toBe("passed")
    await admin(`drop role ${role}`)
  })

  test("an empty database, a wrong password, an unknown host and no TLS each have their words, and none says the secret", async () => {
    const bare = unique("bare")
    await admin(`create database ${bare}`)
    await admin(`grant select on ${bare}.* to ${account}`)
    expect(resultOf(await check({ database: bare }), "tables")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("Check three things"),
    })
    await admin(`drop database ${bare}`)
    await admin(`revoke all privileges, grant option from ${account}`)
    const wrong = await check({}, { password: `${canary}-wrong` })
    expect(resultOf(wrong, "authenticate")).toMatchObject({ outcome: "failed", reason: "credentials" })
    expect(resultOf(await check({ host: "no-such-host.invalid" }), "connect")).toMatchObject({ outcome: "failed", reason: "unreachable" })
    const secured = await check({ tls: "verify-full" })
    expect(resultOf(secured, "tls")).toMatchObject({ outcome: "failed", reason: "tls" })
    expect(JSON.stringify([wrong, secured])).not.toContain(canary)
  })

  test("a host that takes the call and never answers is given up", async () => {
    const silent = await stubborn()
    const results = await withSession(
      openSession("mysql", guard({ allow: `127.0.0.1:${silent.port}` }), answers({ port: silent.port })),
      runChecks,
    )
    expect(resultOf(results, "authenticate")).toMatchObject({ outcome: "failed", reason: "timeout" })
    expect(silent.heard()).not.toContain(canary)
    silent.close()
  })

  test("a server that speaks something else is told from one that is down", async () => {
    const other = await stubborn(Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"))
    const results = await withSession(
      openSession("mysql", guard({ allow: `127.0.0.1:${other.port}` }), answers({ port: other.port })),
      runChecks,
    )
    expect(resultOf(results, "authenticate")?.outcome).toBe("failed")
    other.close()
  })
})

describe("what SHOW GRANTS says", () => {
  const grants = parseGrants([
    "GRANT `r1`@`%` TO `x`@`%`",
    "GRANT USAGE ON *.* TO `x`@`%` IDENTIFIED BY PASSWORD '*B69027D44F6E5EDC07F1AEAD1477967B16F28227'",
    "GRANT SELECT, INSERT ON `sa%les`.* TO `x`@`%`",
    "GRANT SELECT (`a`, `b,c`), UPDATE (`a`) ON `shop`.`people` TO `x`@`%` WITH GRANT OPTION",
    "GRANT ALL PRIVILEGES ON `my\\_db`.* TO `x`@`%`",
    "GRANT SELECT ON `od``d`.`ta``ble` TO `x`@`%`",
    "GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `x`@`%`",
    "GRANT PROXY ON ''@'%' TO 'root'@'localhost'",
    "nonsense",
  ])

  test("patterns, columns and quoted names are understood, and no hash is kept", () => {
    expect(may(grants, "SELECT", "sa-any-les", "t")).toBe(true)
    expect(may(grants, "SELECT", "sale", "t")).toBe(false)
    expect(may(grants, "SELECT", "shop", "people")).toBe(false)
    expect(may(grants, "SELECT", "shop", "people", { partly: true })).toBe(true)
    expect(may(grants, "SELECT", "my_db", "t")).toBe(true)
    expect(may(grants, "SELECT", "myxdb", "t")).toBe(false)
    expect(may(grants, "SELECT", "od`d", "ta`ble")).toBe(true)
    expect(matchesDatabase("a_c", "abc")).toBe(true)
    expect(JSON.stringify(grants)).not.toContain("B69027")
    expect(excessOf(grants).map(({ right, object }) => `${right} on ${object}`)).toEqual([
      "INSERT on sa%les.*",
      "UPDATE on shop.people",
      "ALL PRIVILEGES on my\\_db.*",
    ])
  })

  test("a partial revoke takes back what was granted on everything", () => {
    const some = parseGrants(["GRANT SELECT ON *.* TO `x`@`%`", "REVOKE SELECT ON `hr`.* FROM `x`@`%`"])
    expect([may(some, "SELECT", "hr", "t"), may(some, "SELECT", "shop", "t")]).toEqual([false, true])
  })
})
