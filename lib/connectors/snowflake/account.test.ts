import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { checkKeys, checkSettings, manifests } from "../manifests"
import { readPaste } from "../paste"
import { accountSchema, hostOf, signedAccount } from "./account"
import { nameIn, partsOf } from "./names"

describe("CAT-4 an account on AWS, Azure or GCP", () => {
  test.each([
    ["ACME-Marketing", "acme-marketing.snowflakecomputing.com", "ACME-MARKETING"],
    ["acme-my_account", "acme-my-account.snowflakecomputing.com", "ACME-MY_ACCOUNT"],
    ["xy12345", "xy12345.snowflakecomputing.com", "XY12345"],
    ["xy12345.us-east-2.aws", "xy12345.us-east-2.aws.snowflakecomputing.com", "XY12345"],
    ["xy12345.west-europe.azure", "xy12345.west-europe.azure.snowflakecomputing.com", "XY12345"],
    ["xy12345.europe-west4.gcp", "xy12345.europe-west4.gcp.snowflakecomputing.com", "XY12345"],
    ["xy12345.us-east-1.privatelink", "xy12345.us-east-1.privatelink.snowflakecomputing.com", "XY12345"],
    ["acme-marketing.privatelink", "acme-marketing.privatelink.snowflakecomputing.com", "ACME-MARKETING"],
    ["xy12345-abc.global", "xy12345-abc.global.snowflakecomputing.com", "XY12345"],
  ])("%s is at %s and signs as %s", (typed, host, signs) => {
    const account = accountSchema.parse(typed)
    expect(hostOf(account)).toBe(host)
    expect(signedAccount(account)).toBe(signs)
  })

  test.each([
    "",
    "evil.example.com/",
    "acme@evil.example",
    "acme#",
    "acme?x=",
    "acme:443",
    "acme.evil.com.au.x",
    "acme..x",
    "-acme",
    "acme%2f",
    "acme\\x",
    "127.0.0.1/",
    "acme marketing",
    "аcme",
    "https://acme.snowflakecomputing.com",
    "acme.snowflakecomputing.com",
    "acme.privatelink.evil",
  ])("%j is refused", (typed) => {
    expect(accountSchema.safeParse(typed).success).toBe(false)
  })

  test("whatever is let through is a host of Snowflake's and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^[a-zA-Z0-9._@:/?#-]{1,40}$/)), (typed) => {
        const found = accountSchema.safeParse(typed)
        if (!found.success) return
        const url = new URL(`https://${hostOf(found.data)}/api`)
        expect([url.hostname.endsWith(".snowflakecomputing.com"), url.port, url.username, url.pathname]).toEqual([true, "", "", "/api"])
      }),
      { numRuns: 2_000 },
    )
  })

  test("the three clouds are named on the card's page, and what has not been run is said", () => {
    expect(manifests.snowflake.facts.join(" ")).toMatch(/AWS, Azure and GCP/)
    expect(manifests.snowflake.maturity).toBe("Beta")
    expect(manifests.snowflake.facts.at(-1)).toMatch(/double/)
  })
})

test("names are read as Snowflake reads them", () => {
  const settings = checkSettings("snowflake", {
    account: "A-b",
    warehouse: "wh",
    database: '"My ""db"',
    schemas: 'public, "Odd"',
    role: "",
  })
  expect(settings).toEqual({ account: "a-b", warehouse: "WH", database: '"My ""db"', schemas: ["PUBLIC", '"Odd"'], role: undefined })
  expect(checkSettings("snowflake", settings)).toEqual(settings)
  expect([nameIn('"My ""db"'), nameIn("PUBLIC"), nameIn("my-db")]).toEqual(['My "db', "PUBLIC", "my-db"])
  expect(partsOf('DB."my.sch""ema".T')).toEqual(["DB", 'my.sch"ema', "T"])
})

test("each way in asks for its own answers, all of them sealed", () => {
  expect(checkKeys("snowflake", "keyPair", { user: "u", privateKey: "k" })).toEqual({
    method: "keyPair",
    user: "u",
    privateKey: "k",
    passphrase: undefined,
  })
  expect(checkKeys("snowflake", "token", { token: "t" })).toEqual({ method: "token", token: "t" })
  expect(() => checkKeys("snowflake", "token", { user: "u", privateKey: "k" })).toThrow()
  expect(() => checkKeys("snowflake", "password", { password: "p" })).toThrow("Choose a way to sign in.")
})

describe("a pasted address is taken apart", () => {
  const account = "acme-marketing"
  test.each<[string, string, Record<string, string>, Record<string, string>]>([
    ["the address of an account", "https://ACME-marketing.snowflakecomputing.com/console#/x", { account }, {}],
    ["an address without https", "acme-marketing.privatelink.snowflakecomputing.com", { account: "acme-marketing.privatelink" }, {}],
    ["an address of the web console", "https://app.snowflake.com/acme/marketing/worksheets", { account }, {}],
    [
      "JDBC",
      "jdbc:snowflake://acme-marketing.snowflakecomputing.com/?user=pb&db=SHOP&schema=SALES&warehouse=WH&role=R",
      { account, database: "SHOP", schemas: "SALES", warehouse: "WH", role: "R" },
      { user: "pb" },
    ],
    [
      "SQLAlchemy, whose password is left out",
      "snowflake://pb:p%40ss@acme-marketing/SHOP/SALES?warehouse=WH",
      { account, database: "SHOP", schemas: "SALES", warehouse: "WH" },
      { user: "pb" },
    ],
    [
      "variables",
      "export SNOWFLAKE_ACCOUNT='acme-marketing'\nSNOWFLAKE_USER=pb\nSNOWFLAKE_WAREHOUSE=WH",
      { account, warehouse: "WH" },
      { user: "pb" },
    ],
    ["a connections file", '[connections.x]\naccount = "ACME-MARKETING"\nuser = "pb"\nrole = "R"', { account, role: "R" }, { user: "pb" }],
  ])("%s", (_name, text, settings, keys) => {
    expect(readPaste(text)).toMatchObject({ platform: "snowflake", method: "keyPair", settings, keys })
    expect(JSON.stringify(readPaste(text))).not.toContain("p@ss")
  })

  test("what only looks like it is not: another host, and a string without an account", () => {
    expect(readPaste("acme-marketing", "snowflake")).toMatchObject({ settings: { account: "acme-marketing" } })
    expect(readPaste("acme-marketing", "postgres")).toBeUndefined()
    expect(readPaste("acme", "snowflake")).toBeUndefined()
    expect(readPaste("https://acme.snowflakecomputing.com.evil.example")).toMatchObject({ instead: expect.stringContaining("web address") })
    expect(readPaste("https://app.snowflake.com/us-east-1/xy12345/x")).toMatchObject({ instead: expect.any(String) })
    expect(readPaste("jdbc:snowflake:///")).toMatchObject({ instead: expect.stringContaining("without an account") })
  })
})
