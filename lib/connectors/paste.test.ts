import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { checkKeys, checkSettings } from "./manifests"
import { readPaste } from "./paste"

const whole = { host: "db.example.com", port: "5433", database: "shop" }
const keys = { user: "reader", password: "p@ss" }

describe("a pasted text fills the form", () => {
  test.each<[string, string, string, Record<string, string>, Record<string, string>]>([
    ["a URL", "postgres://reader:p%40ss@db.example.com:5433/shop?sslmode=require", "postgres", { ...whole, tls: "require" }, keys],
    ["a URL in quotes with a driver", '"postgresql+asyncpg://reader:p%40ss@db.example.com:5433/shop"', "postgres", whole, keys],
    [
      "a URL with an IPv6 address",
      "postgres://reader@[2001:db8::1]:5433/shop",
      "postgres",
      { ...whole, host: "2001:db8::1" },
      { user: "reader" },
    ],
    [
      "JDBC",
      "jdbc:postgresql://db.example.com:5433/shop?user=reader&password=p%40ss&currentSchema=sales",
      "postgres",
      { ...whole, schemas: "sales" },
      keys,
    ],
    [
      "JDBC of MySQL",
      "jdbc:mysql://db.example.com:5433/shop?user=reader&password=p%40ss&useSSL=false",
      "mysql",
      { ...whole, tls: "off" },
      keys,
    ],
    [
      "keywords",
      "host=db.example.com port=5433 dbname=shop user=reader password='p@ss' sslmode=verify-full",
      "postgres",
      { ...whole, tls: "verify-full" },
      keys,
    ],
    [
      "libpq variables",
      "export PGHOST=db.example.com\nPGPORT=5433\nPGDATABASE=shop\nPGUSER=reader\nPGPASSWORD='p@ss'",
      "postgres",
      whole,
      keys,
    ],
    ["a .env with one URL", '# db\nSECRET=x\nDATABASE_URL="mysql://reader:p%40ss@db.example.com:5433/shop"', "mysql", whole, keys],
    [
      "MySQL variables",
      "MYSQL_HOST=db.example.com\nMYSQL_PORT=5433\nMYSQL_DATABASE=shop\nMYSQL_USER=reader\nMYSQL_PASSWORD=p@ss",
      "mysql",
      whole,
      keys,
    ],
    ["a psql command", "PGPASSWORD=p@ss psql -h db.example.com -p 5433 -U reader shop", "postgres", whole, keys],
    ["a psql command with a URL", 'psql "postgres://reader:p%40ss@db.example.com:5433/shop"', "postgres", whole, keys],
    ["a mysql command", "mysql -h db.example.com -P 5433 -u reader -p'p@ss' shop", "mysql", whole, keys],
  ])("%s", (_name, text, platform, settings, secret) => {
    const found = readPaste(text)
    expect(found).toMatchObject({ platform, settings, method: "password", keys: secret })
    if (found?.platform === undefined) throw new Error("not recognised")
    expect(() => checkSettings(found.platform, { tls: "verify-full", port: 1, ...found.settings })).not.toThrow()
    if (found.keys.password) expect(() => checkKeys(found.platform, found.method, found.keys)).not.toThrow()
  })

  test("what is left out is told", () => {
    expect(readPaste("postgres://u@a,b/x?options=-c&target_session_attrs=any")).toMatchObject({
      settings: { host: "a" },
      notes: ["Only the first of 2 hosts is used.", "Left out, because Patchbay sets them itself: options, target_session_attrs."],
    })
    expect(readPaste("host=/var/run/postgresql dbname=x user=u")).toMatchObject({
      settings: { database: "x" },
      notes: [expect.stringContaining("socket")],
    })
  })

  test.each([
    ['{"type":"service_account","private_key":"x"}', "not whole"],
    ['{"type":"authorized_user","refresh_token":"x"}', "authorized_user"],
    ['{"type":"external_account","audience":"x"}', "external_account"],
    ['{"type":"impersonated_service_account"}', "impersonated_service_account"],
    ['{"installed":{"client_id":"x"}}', "OAuth client file"],
    ['{"some":"thing"}', "no key"],
    ["-----BEGIN PRIVATE KEY-----\nx", "private key"],
    ["-----BEGIN CERTIFICATE-----\nx", "certificate"],
    ["mongodb+srv://u:p@h/d", "MongoDB"],
    ["https://example.com", "web address"],
    ["{broken", "JSON"],
  ])("%s is named for what it is", (text, words) => {
    expect(readPaste(text)).toEqual({ instead: expect.stringContaining(words) })
  })

  test("a Google key file becomes named fields, and nothing else of it goes on", () => {
    const file = {
      type: "service_account",
      project_id: "my-project-123",
      private_key_id: "abc123",
      private_key: "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n",
      client_email: "reader@my-project-123.iam.gserviceaccount.com",
      token_uri: "https://evil.example/token",
      universe_domain: "evil.example",
    }
    const found = readPaste(JSON.stringify(file, null, 2), "postgres")
    expect(found).toEqual({
      platform: "bigquery",
      settings: { project: "my-project-123" },
      method: "service-account",
      keys: { clientEmail: file.client_email, privateKey: file.private_key, privateKeyId: "abc123" },
      notes: [expect.stringContaining("Delete the file")],
    })
    if (found?.platform === undefined) throw new Error("not recognised")
    expect(() => checkKeys(found.platform, found.method, found.keys)).not.toThrow()
    expect(() => checkKeys(found.platform, found.method, { json: JSON.stringify(file) })).toThrow()
    expect(checkSettings(found.platform, { ...found.settings, ceilingGib: "10" })).toEqual({
      project: "my-project-123",
      datasets: [],
      ceilingGib: 10,
    })
  })

  test("any text at all is read without an error", () => {
    const likely = fc.constantFrom(
      "postgres://",
      "mysql://",
      "jdbc:",
      "psql ",
      "host=",
      "PGHOST=",
      "{",
      "'",
      '"',
      "@",
      ":",
      "/",
      "?",
      "%",
      "\n",
      "-p",
      "[",
      "]",
      "=",
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.oneof(likely, fc.string({ maxLength: 6 }))).map((parts) => parts.join("")),
        ),
        (text) => void readPaste(text),
      ),
    )
    expect(readPaste("hello")).toBeUndefined()
    expect(readPaste(`host=${" ".repeat(90_000)}`)).toBeUndefined()
  })
})
