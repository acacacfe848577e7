import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { announced, catalog, manifests } from "./manifests"

test("the catalog holds what can be connected and what is coming, in their categories", () => {
  const category = Object.fromEntries(catalog.map(({ name, category, maturity }) => [name, `${category}, ${maturity}`]))
  expect(category).toMatchObject({
    PostgreSQL: "Database, Available",
    "DuckDB file": "File, Available",
    "Google BigQuery": "Data Warehouse, Beta",
    Snowflake: "Data Warehouse, Beta",
    "Amazon S3": "Cloud Storage, Available",
    "Google Cloud Storage": "Cloud Storage, Beta",
    SendGrid: "Channel, Beta",
    Slack: "Channel, Beta",
    Webhook: "Channel, Beta",
  })
  expect(new Set(catalog.map(({ id }) => id)).size).toBe(catalog.length)
})

test("a script holds the user's own names, quoted, and says what is not known yet", () => {
  expect(manifests.postgres.script({ database: 'sh"op', schemas: ["sales"] }, { user: "reader" })).toContain(
    'GRANT USAGE ON SCHEMA "sales" TO "reader";',
  )
  expect(manifests.postgres.script({}, {})).toContain("GRANT CONNECT ON DATABASE {database} TO {user};")
  expect(manifests.mysql.script({ database: "my_shop" }, { user: "o'brien" })).toContain("GRANT SELECT ON `my\\_shop`.* TO 'o''brien'@'%';")
})

test("CAT-3 CAT-4 CAT-5 CAT-6 a platform is Available if a real engine or server runs its tests, and Beta if only a double does; its page says which", () => {
  const real = /scripts\/(ceph|cluster|mariadb)"/
  for (const { id, maturity, facts } of Object.values(manifests)) {
    const folder = `lib/connectors/${id}`
    const tests = readdirSync(folder).filter((file) => /^trial\.ts$|\.test\.ts$/.test(file))
    const texts = tests.map((file) => readFileSync(`${folder}/${file}`, "utf8"))
    // Without a trial of its own it is tried in trial-sources.ts, where PostgreSQL, MariaDB and DuckDB themselves run.
    const isReal = !tests.includes("trial.ts") || texts.some((text) => real.test(text))
    expect(maturity, id).toBe(isReal ? "Available" : "Beta")
    const said = facts.join(" ")
    if (maturity === "Beta") expect(said, id).toMatch(/Beta: tested against a double .* not yet/)
  }
  expect(readFileSync("lib/connectors/trial-sources.ts", "utf8")).not.toContain("test/doubles")
})

test("CAT-10 what cannot be connected yet offers nothing of what makes a connector", () => {
  for (const platform of announced) {
    expect(platform.maturity).toBe("Coming soon")
    expect(Object.keys(platform).toSorted()).toEqual(["aliases", "category", "description", "facts", "id", "maturity", "name"])
    expect(platform.facts.join(" ")).not.toMatch(/Patchbay (reads|connects)/)
  }
})

test("CAT-14 what acts as a person is not shared, and says why; a key that belongs to an account may be", () => {
  const shared = (id: keyof typeof manifests) => manifests[id].capabilities.sharing
  expect(shared("slack")).toBe(false)
  expect(manifests.slack.facts.join(" ")).toContain("not shared")
  for (const id of ["sendgrid", "iterable", "braze", "hubspot", "mailchimp", "klaviyo", "webhook"] as const)
    expect(shared(id), id).toBe(true)
})
