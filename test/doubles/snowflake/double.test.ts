import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { keyPair, type SnowflakeDouble, snowflakeDouble } from "./double"

type Rows = Record<string, unknown>[]
type Failed = { code?: string; message: string }
type Binds = (string | number | boolean | null)[]
type Connection = {
  connect(done: (error: Failed | undefined) => void): void
  execute(options: { sqlText: string; binds?: Binds; complete(error: Failed | undefined, statement: unknown, rows?: Rows): void }): void
  destroy(done: (error: Failed | undefined) => void): void
}
type Sdk = { createConnection(options: object): Connection; configure(options: object): void }

let double: SnowflakeDouble
let sdk: Sdk
const key = keyPair()
beforeAll(async () => {
  process.env.SNOWFLAKE_DISABLE_MINICORE = "true"
  sdk = ((await import("snowflake-sdk")) as unknown as { default: Sdk }).default
  sdk.configure({ logLevel: "OFF", additionalLogToConsole: false, disableOCSPChecks: true })
  double = await snowflakeDouble()
  await double.fill(`attach ':memory:' as SHOP; create schema SHOP.SALES;
    create table SHOP.SALES.PEOPLE (ID int primary key, NAME varchar, VIP boolean, BORN date); insert into SHOP.SALES.PEOPLE values (1, 'O''Brien', true, '2020-02-29'), (2, null, false, null);
    create table SHOP.SALES.SALARIES (ID int)`)
  await double.run(`CREATE ROLE READER;
    CREATE WAREHOUSE WH;
    GRANT USAGE ON WAREHOUSE WH TO ROLE READER;
    GRANT USAGE ON DATABASE SHOP TO ROLE READER;
    GRANT USAGE ON SCHEMA SHOP.SALES TO ROLE READER;
    GRANT SELECT ON TABLE SHOP.SALES.PEOPLE TO ROLE READER;
    CREATE USER PATCHBAY TYPE = SERVICE DEFAULT_ROLE = READER RSA_PUBLIC_KEY = '${key.publicKey}';
    GRANT ROLE READER TO USER PATCHBAY;`)
})
afterAll(() => double.close())

async function connect(options: object): Promise<Connection> {
  const connection = sdk.createConnection({
    account: "ACME-MARKETING",
    accessUrl: double.url,
    username: "PATCHBAY",
    warehouse: "WH",
    database: "SHOP",
    schema: "SALES",
    clientSessionKeepAlive: false,
    ...options,
  })
  await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
  return connection
}
const byKey = { authenticator: "SNOWFLAKE_JWT", privateKey: key.pem }
const ask = (connection: Connection, sqlText: string, binds?: Binds) =>
  new Promise<Rows>((resolve, reject) =>
    connection.execute({
      sqlText,
      ...(binds ? { binds } : {}),
      complete: (error, _statement, rows = []) => (error ? reject(error) : resolve(rows)),
    }),
  )
const leave = (connection: Connection) => new Promise<void>((resolve) => connection.destroy(() => resolve()))

describe("the double of Snowflake, as the official client sees it", () => {
  test("a key pair signs in, rows come back as they are, and values are bound", async () => {
    const connection = await connect(byKey)
    const rows = await ask(connection, 'SELECT * FROM "PEOPLE" WHERE "NAME" = ?', ["O'Brien"])
    expect(rows).toMatchObject([{ ID: 1, NAME: "O'Brien", VIP: true }])
    expect(new Date(String(rows[0]?.BORN)).toISOString()).toBe("2020-02-29T00:00:00.000Z")
    expect(await ask(connection, "SELECT CURRENT_ROLE() AS R, CURRENT_USER() AS U")).toEqual([{ R: "READER", U: "PATCHBAY" }])
    await leave(connection)
  })

  test("SHOW shows what the role may see", async () => {
    const connection = await connect(byKey)
    expect((await ask(connection, "SHOW OBJECTS IN SCHEMA SHOP.SALES LIMIT 10")).map(({ name }) => name)).toEqual(["PEOPLE"])
    expect((await ask(connection, "SHOW GRANTS TO ROLE READER")).map(({ privilege, name }) => `${privilege} ${name}`)).toContain(
      "SELECT SHOP.SALES.PEOPLE",
    )
    await leave(connection)
  })

  test("a programmatic access token signs in, and its role is the only one", async () => {
    double.identities.programmatic.set("pat-1", { user: "PATCHBAY", role: "READER", until: Date.now() + 60_000 })
    const connection = await connect({ authenticator: "PROGRAMMATIC_ACCESS_TOKEN", token: "pat-1" })
    expect(await ask(connection, 'SELECT count(*) AS N FROM "PEOPLE"')).toEqual([{ N: 2 }])
    await leave(connection)
  })

  test("refusals carry the codes that the client passes on", async () => {
    await expect(connect({ ...byKey, privateKey: keyPair().pem })).rejects.toMatchObject({ code: "390144" })
    await expect(connect({ authenticator: "PROGRAMMATIC_ACCESS_TOKEN", token: "no" })).rejects.toMatchObject({ code: "394400" })
    await expect(connect({ password: "x" })).rejects.toMatchObject({ code: "390100" })
    await expect(connect({ ...byKey, role: "NOBODY" })).rejects.toMatchObject({ code: "390186" })
    const connection = await connect(byKey)
    await expect(ask(connection, 'SELECT * FROM "SALARIES"')).rejects.toMatchObject({ code: "002003" })
    await expect(ask(connection, 'SELECT * FROM "NOT_THERE"')).rejects.toMatchObject({ code: "002003" })
    await expect(ask(connection, 'SELECT "NOPE" FROM "PEOPLE"')).rejects.toMatchObject({ code: "000904" })
    await expect(ask(connection, "SELEC 1")).rejects.toMatchObject({ code: "001003" })
    await expect(ask(connection, 'DELETE FROM "PEOPLE"')).rejects.toMatchObject({ code: "003001" })
    await leave(connection)
    const idle = await connect({ ...byKey, warehouse: "NONE" })
    await expect(ask(idle, 'SELECT count(*) FROM "PEOPLE"')).rejects.toMatchObject({ code: "000606" })
    await leave(idle)
  })
})
