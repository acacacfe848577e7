import { expect, test } from "vitest"
import { catalog, manifests } from "./manifests"

test("the catalog holds what can be connected and what is coming, in their categories", () => {
  const category = Object.fromEntries(catalog.map(({ name, category, maturity }) => [name, `${category}, ${maturity}`]))
  expect(category).toMatchObject({
    PostgreSQL: "Database, Available",
    "DuckDB file": "File, Available",
    "Google BigQuery": "Data Warehouse, Beta",
    Snowflake: "Data Warehouse, Beta",
    "Amazon S3": "Cloud Storage, Available",
    "Google Cloud Storage": "Cloud Storage, Beta",
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
