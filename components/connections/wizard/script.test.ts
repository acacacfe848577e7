import { expect, test } from "vitest"
import { manifestOf } from "@/lib/connectors/manifests"
import { askedBy, scriptWith } from "./script"

const asked = (platform: string, method: string) => askedBy(manifestOf(platform), method).map(({ key }) => key)

test("CAT-16 a platform's page asks for the names that its script holds, and for nothing else", () => {
  expect(asked("postgres", "password")).toEqual(["database", "schemas", "user"])
  expect(asked("mysql", "password")).toEqual(["database", "user"])
  expect(asked("bigquery", "service-account")).toEqual(["project", "dataProject", "location", "datasets", "clientEmail"])
  expect(asked("snowflake", "keyPair")).toEqual(["warehouse", "database", "schemas", "role", "user"])
  expect(asked("s3", "role")).toEqual(["bucket", "prefixes"])
  expect(asked("gcs", "service-account")).toEqual(["bucket", "clientEmail"])
  expect(asked("duckdb", "file")).toEqual([])
})

test("CAT-16 the script holds the typed names, lists as lists, and never a secret", () => {
  const postgres = manifestOf("postgres")
  const script = scriptWith(postgres, "password", {
    settings: { database: "shop", schemas: "sales, web" },
    keys: { user: "reader", password: "do not write me" },
  })
  expect(script).toContain('GRANT USAGE ON SCHEMA "sales" TO "reader";')
  expect(script).toContain('GRANT USAGE ON SCHEMA "web" TO "reader";')
  expect(script).toContain("'{password}'")
  expect(script).not.toContain("do not write me")
  expect(scriptWith(postgres, "password", { settings: {}, keys: {} })).toContain("{database}")
})
