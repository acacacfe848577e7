import { describe, expect, test } from "vitest"
import { checkKeys, checkSettings } from "../manifests"
import { kindOf, typeOf } from "./kinds"
import { bigquery } from "./manifest"

const key = {
  clientEmail: "reader@my-project-123.iam.gserviceaccount.com",
  privateKeyId: "0a1b2c",
  privateKey: "-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----",
}

test("CAT-3 BigQuery says what it reads: standard and partitioned tables of datasets, on a platform that is generally available", () => {
  expect(bigquery).toMatchObject({ name: "Google BigQuery", category: "Data Warehouse" })
  expect(bigquery.description).toBe("Connect to BigQuery datasets to import tables containing user data.")
  expect(bigquery.facts.join(" ")).toMatch(/standard and partitioned tables.*generally available/is)
})

describe("LIM-13 the questions are strict", () => {
  test.each([
    ["a name instead of an id", { project: "My project" }],
    ["an injected path", { project: "p/../../x" }],
    ["a dataset with its project", { project: "my-project-123", datasets: "my-project.shop" }],
    ["no room to read", { project: "my-project-123", ceilingGib: "0" }],
    ["a location that is none", { project: "my-project-123", location: "EU&x=1" }],
    ["an address of an interface", { project: "my-project-123", endpoint: "https://evil.example" }],
  ])("%s is refused", (_name, settings) => {
    expect(() => checkSettings("bigquery", { ceilingGib: "10", ...settings })).toThrow()
  })

  test("a key is named fields, never a whole file", () => {
    expect(checkKeys("bigquery", "service-account", key)).toMatchObject(key)
    expect(() => checkKeys("bigquery", "service-account", { keyJson: JSON.stringify(key) })).toThrow()
    expect(() => checkKeys("bigquery", "impersonation", key)).toThrow()
    expect(() => checkKeys("bigquery", "external_account", key)).toThrow()
  })
})

test("the script holds the names that were typed, and nothing that could leave its quotes", () => {
  const settings = { project: "my-project-123", dataProject: "data-456789", location: "EU", datasets: ["shop", "web"] }
  expect(bigquery.script(settings, key).split("\n")).toEqual([
    "gcloud iam service-accounts create reader --project=my-project-123",
    `gcloud projects add-iam-policy-binding my-project-123 --member=serviceAccount:${key.clientEmail} --role=roles/bigquery.jobUser`,
    `bq --location=EU query --use_legacy_sql=false 'GRANT \`roles/bigquery.dataViewer\` ON SCHEMA \`data-456789.shop\` TO "serviceAccount:${key.clientEmail}";'`,
    `bq --location=EU query --use_legacy_sql=false 'GRANT \`roles/bigquery.dataViewer\` ON SCHEMA \`data-456789.web\` TO "serviceAccount:${key.clientEmail}";'`,
    `gcloud iam service-accounts keys create reader-key.json --iam-account=${key.clientEmail}`,
  ])
  const hostile = bigquery.script({ project: "x'; rm -rf ~; '", datasets: ["`; drop"] }, { clientEmail: 'a"; $(id)' })
  expect(hostile).toContain("--project={project}")
  expect(hostile).not.toMatch(/rm -rf|drop|\$\(id\)/)
})

test("the secret is bound to the project and to who reads", () => {
  const settings = { project: "my-project-123" } as never
  expect(bigquery.destination(settings, key)).toBe(`bigquery://my-project-123 as ${key.clientEmail}`)
  expect(bigquery.destination(settings, { ...key, target: "other@x.iam.gserviceaccount.com" })).toContain("as other@")
})

test("types keep BigQuery's spelling, and only single values can be filtered", () => {
  expect(typeOf({ type: "INTEGER" })).toBe("INT64")
  expect(typeOf({ type: "STRING", collation: "und:ci" })).toBe("STRING COLLATE und:ci")
  expect(typeOf({ type: "RECORD", fields: Array.from({ length: 90 }, (_, at) => ({ name: `field${at}`, type: "STRING" })) })).toHaveLength(
    201,
  )
  expect([{ type: "FLOAT" }, { type: "BOOLEAN" }, { type: "BYTES" }, { type: "STRING", mode: "REPEATED" }].map(kindOf)).toEqual([
    "number",
    "boolean",
    "other",
    "other",
  ])
})
