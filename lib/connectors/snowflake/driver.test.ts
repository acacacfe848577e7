import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest"
import { keyPair } from "@/test/doubles/snowflake/double"
import { aShop, type Shop } from "@/test/doubles/snowflake/shop"
import type { Session, Table } from "../connector"
import { manifests } from "../manifests"
import { canary, outcomes, remediesOf, resultOf, withSession } from "../trial"

let shop: Shop
const open: Shop[] = []
beforeEach(async () => {
  shop = await aShop()
  open.push(shop)
})
afterEach(() => shop.double.heal())
afterAll(() => Promise.all(open.map(({ double }) => double.close())))

const passed = {
  connect: "passed",
  tls: "warning",
  authenticate: "passed",
  role: "passed",
  warehouse: "passed",
  database: "passed",
  schemas: "passed",
  tables: "passed",
  introspect: "passed",
  excess: "passed",
}
const everything = async (session: Promise<Session>) =>
  withSession(session, async (opened) => {
    const found: Table[] = []
    for await (const page of opened.tables()) found.push(...page)
    return found
  })

describe("a Snowflake connection", () => {
  test("VAL-4 each missing permission is named with the statement that gives it, and running those turns the checks green", async () => {
    const given: string[] = []
    for (let round = 0; round < 8; round++) {
      const results = await shop.check()
      const remedies = remediesOf(results).filter(Boolean)
      if (remedies.length === 0) break
      expect(results.some(({ outcome }) => outcome === "failed")).toBe(true)
      given.push(...remedies)
      for (const remedy of remedies) await shop.double.run(remedy)
    }
    expect(given).toEqual([
      'GRANT USAGE ON WAREHOUSE "WH" TO ROLE "READER";',
      'GRANT USAGE ON DATABASE "SHOP" TO ROLE "READER";',
      'GRANT USAGE ON SCHEMA "SHOP"."SALES" TO ROLE "READER";',
      'GRANT SELECT ON ALL TABLES IN SCHEMA "SHOP"."SALES" TO ROLE "READER";\nGRANT SELECT ON ALL VIEWS IN SCHEMA "SHOP"."SALES" TO ROLE "READER";',
    ])
    expect(outcomes(await shop.check())).toEqual(passed)
    expect(JSON.stringify(shop.double.heard)).not.toContain(canary)
  })

  test("what is hidden and what is not there sound the same at Snowflake, so both are said", async () => {
    const both = /There is no .*, or the role has no right on it: Snowflake does not say which/
    const results = await shop.check()
    expect(resultOf(results, "warehouse")).toMatchObject({ reason: "permission", message: expect.stringMatching(both) })
    expect(resultOf(results, "database")).toMatchObject({ reason: "permission", message: expect.stringMatching(both) })
    expect(resultOf(results, "database")?.grants?.[0]?.held).toBe("unknown")
    expect(outcomes(results)).toMatchObject({ schemas: "skipped", excess: "skipped" })
    await shop.grantAll()
    expect(resultOf(await shop.check({ schemas: ["NOT_THERE"] }), "schemas")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("they do not exist, or the role has no right on them"),
    })
  })

  test("VAL-8 SELECT on one table is all that is required: the other is not even seen", async () => {
    await shop.double.run(`GRANT USAGE ON WAREHOUSE WH TO ROLE READER;
      GRANT USAGE ON DATABASE SHOP TO ROLE READER;
      GRANT USAGE ON SCHEMA SHOP.SALES TO ROLE READER;
      GRANT SELECT ON TABLE SHOP.SALES.PEOPLE TO ROLE READER;`)
    expect(outcomes(await shop.check())).toEqual(passed)
    expect((await everything(shop.open())).map(({ name }) => name)).toEqual(["PEOPLE"])
  })

  test("VAL-7 a schema that shows no tables lists the three checks", async () => {
    await shop.grantAll()
    await shop.double.run("GRANT USAGE ON SCHEMA SHOP.HIDDEN TO ROLE READER;")
    expect(resultOf(await shop.check({ schemas: ["HIDDEN"] }), "tables")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("Check three things"),
    })
  })

  test("a table that is seen and cannot be read is named; more rights than needed are warned of, and can be taken back", async () => {
    await shop.grantAll()
    await shop.double.run(`REVOKE SELECT ON TABLE SHOP.SALES.ORDERS FROM ROLE READER;
      GRANT INSERT, DELETE ON TABLE SHOP.SALES.ORDERS TO ROLE READER;
      GRANT OWNERSHIP ON TABLE SHOP.SALES.PEOPLE TO ROLE READER COPY CURRENT GRANTS;
      GRANT CREATE TABLE ON SCHEMA SHOP.SALES TO ROLE READER;
      GRANT MANAGE GRANTS ON ACCOUNT TO ROLE READER;`)
    const results = await shop.check()
    expect(resultOf(results, "tables")).toMatchObject({ outcome: "warning", message: "2 tables can be read, 1 cannot." })
    expect(remediesOf(results)).toEqual(['GRANT SELECT ON TABLE "SHOP"."SALES"."ORDERS" TO ROLE "READER";'])
    const { excess = [] } = resultOf(results, "excess") ?? {}
    expect(excess.map(({ right, object }) => `${right} on ${object}`)).toEqual([
      "INSERT on table SHOP.SALES.ORDERS",
      "DELETE on table SHOP.SALES.ORDERS",
      "OWNERSHIP on table SHOP.SALES.PEOPLE",
      "CREATE TABLE on schema SHOP.SALES",
      "MANAGE GRANTS on the account",
    ])
    await shop.double.run("CREATE ROLE ANOTHER")
    for (const remedy of [...remediesOf(results), ...excess.map(({ remedy = "" }) => remedy.replace("{another role}", "ANOTHER"))])
      await shop.double.run(remedy)
    await shop.double.run("GRANT SELECT ON TABLE SHOP.SALES.PEOPLE TO ROLE READER;")
    expect(outcomes(await shop.check())).toEqual(passed)
  })

  test("rights that come through granted roles count, however deep, and an administrator role among them is warned of", async () => {
    await shop.double.run(`GRANT USAGE ON WAREHOUSE WH TO ROLE PUBLIC;
      GRANT USAGE ON DATABASE SHOP TO ROLE INNER_ROLE;
      CREATE ROLE DEEPER;
      GRANT ROLE DEEPER TO ROLE INNER_ROLE;
      GRANT ROLE INNER_ROLE TO ROLE READER;
      GRANT ROLE READER TO ROLE DEEPER;
      GRANT USAGE ON SCHEMA SHOP.SALES TO ROLE DEEPER;
      GRANT SELECT ON ALL TABLES IN SCHEMA SHOP.SALES TO ROLE DEEPER;
      GRANT SELECT ON ALL VIEWS IN SCHEMA SHOP.SALES TO ROLE DEEPER;`)
    expect(outcomes(await shop.check())).toEqual(passed)
    await shop.double.run("CREATE ROLE ACCOUNTADMIN")
    await shop.double.run("GRANT ROLE ACCOUNTADMIN TO ROLE READER")
    const { excess = [] } = resultOf(await shop.check(), "excess") ?? {}
    expect(excess).toEqual([
      { right: "Administrator role", object: "ACCOUNTADMIN", remedy: 'REVOKE ROLE "ACCOUNTADMIN" FROM ROLE "READER";' },
    ])
    await shop.double.run(excess[0]?.remedy ?? "")
    expect(outcomes(await shop.check())).toEqual(passed)
  })

  test("rights that come with a role of the database count, and what is too much is taken back from it", async () => {
    await shop.double.run(`CREATE DATABASE ROLE SHOP.READERS;
      GRANT DATABASE ROLE SHOP.READERS TO ROLE READER;
      GRANT USAGE ON WAREHOUSE WH TO ROLE READER;
      GRANT USAGE ON DATABASE SHOP TO DATABASE ROLE SHOP.READERS;
      GRANT USAGE ON SCHEMA SHOP.SALES TO DATABASE ROLE SHOP.READERS;
      GRANT SELECT ON ALL TABLES IN SCHEMA SHOP.SALES TO DATABASE ROLE SHOP.READERS;
      GRANT SELECT ON ALL VIEWS IN SCHEMA SHOP.SALES TO DATABASE ROLE SHOP.READERS;
      GRANT TRUNCATE ON TABLE SHOP.SALES.ORDERS TO DATABASE ROLE SHOP.READERS;`)
    const results = await shop.check()
    expect(outcomes(results)).toEqual({ ...passed, excess: "warning" })
    const remedy = resultOf(results, "excess")?.excess?.[0]?.remedy ?? ""
    expect(remedy).toBe('REVOKE TRUNCATE ON TABLE "SHOP"."SALES"."ORDERS" FROM DATABASE ROLE "SHOP"."READERS";')
    await shop.double.run(remedy)
    expect(outcomes(await shop.check())).toEqual(passed)
  })

  test("the roles beside the chosen one count where the user has them switched on", async () => {
    await shop.grantAll()
    await shop.double.run("CREATE ROLE BARE")
    await shop.double.run("GRANT ROLE BARE TO USER PATCHBAY")
    expect(outcomes(await shop.check({ role: "BARE" }))).toMatchObject({ role: "passed", database: "failed" })
    shop.user().secondary = true
    expect(outcomes(await shop.check({ role: "BARE" }))).toEqual(passed)
  })

  test("a role that is not granted is told apart from a wrong key, with the statement that grants it", async () => {
    await shop.grantAll()
    await shop.double.run("CREATE ROLE OTHER")
    const results = await shop.check({ role: "OTHER" })
    expect(outcomes(results)).toMatchObject({ authenticate: "passed", role: "failed", database: "skipped" })
    expect(resultOf(results, "role")?.message).toMatch(/does not exist, or it is not granted to this user/)
    expect(remediesOf(results)).toEqual(['GRANT ROLE "OTHER" TO USER "PATCHBAY";'])
    await shop.double.run(remediesOf(results)[0] ?? "")
    expect(resultOf(await shop.check({ role: "OTHER" }), "role")?.outcome).toBe("passed")
    shop.user().defaultRole = undefined
    expect(resultOf(await shop.check(), "role")).toMatchObject({ outcome: "failed", message: expect.stringContaining("no default role") })
  })

  test("the script of the catalog, with a key made for it, is all that a connection needs", async () => {
    const { pem, publicKey } = keyPair()
    const script = manifests.snowflake.script(
      { warehouse: "wh", database: "shop", schemas: ["sales"], role: "patchbay_reader" },
      { user: "pb" },
    )
    expect(script).toContain('GRANT SELECT ON FUTURE TABLES IN SCHEMA "SHOP"."SALES" TO ROLE "PATCHBAY_READER";')
    await shop.double.run(script.replace("{public key}", publicKey).replaceAll('"pb"', '"PB"'))
    expect(outcomes(await shop.check({}, { user: "pb", privateKey: pem, passphrase: undefined }))).toEqual(passed)
  })

  test("a token and both kinds of OAuth let in too, and no answer holds a secret", async () => {
    await shop.grantAll()
    const { programmatic, clients, access } = shop.double.identities
    programmatic.set(canary, { user: "PATCHBAY", role: "READER", until: Date.now() + 60_000 })
    clients.set("client", { secret: canary, refresh: new Map([[`${canary}-r`, "PATCHBAY"]]), itself: "PATCHBAY" })
    const oauth = { method: "oauth", clientId: "client", clientSecret: canary }
    const results = [
      await shop.check({}, { method: "token", token: canary }),
      await shop.check({}, { ...oauth, refreshToken: `${canary}-r` }),
      await shop.check({ role: "READER" }, oauth),
    ]
    for (const result of results) expect(outcomes(result)).toEqual(passed)
    expect(JSON.stringify(results)).not.toContain(canary)
    expect([...access.values()].map(({ role }) => role)).toEqual([undefined, "READER"])
  })
})
