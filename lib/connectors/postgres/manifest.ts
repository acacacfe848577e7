import { manifest } from "../connector"
import { list, port, secret, text } from "../fields"
import { ca, host, tls } from "../network"
import { quoteOr } from "../quote"

const name = (answer: unknown, what: string) => quoteOr("postgres", answer, what)

export const postgres = manifest({
  id: "postgres",
  name: "PostgreSQL",
  aliases: ["postgres", "pg", "psql", "RDS", "Aurora", "Cloud SQL", "Supabase", "Neon", "TimescaleDB"],
  category: "Database",
  maturity: "Available",
  description: "Connect a PostgreSQL database, read its tables and views, and count audiences on live data.",
  facts: [
    "PostgreSQL 13 and newer, also as a managed service",
    "Tables, partitioned tables, views, materialized views and foreign tables",
    "Every session is read-only and has a time limit; Patchbay never writes",
  ],
  settings: {
    host,
    port: port(5432),
    database: text("Database"),
    tls,
    ca,
    schemas: list("Schemas", {
      help: "Names separated by commas. Leave empty for every schema that the user may use.",
      placeholder: "public, sales",
    }),
  },
  methods: {
    password: {
      label: "User and password",
      help: "Use a user of its own that may only read.",
      docs: "https://www.postgresql.org/docs/current/auth-password.html",
      fields: { user: text("User", { placeholder: "patchbay_reader" }), password: secret("Password") },
    },
  },
  permissions: [
    { name: "CONNECT on the database", neededFor: "signing in", required: true },
    { name: "USAGE on each chosen schema", neededFor: "seeing its tables", required: true },
    { name: "SELECT on at least one table", neededFor: "reading the schema and counting", required: true },
    { name: "SELECT on every other table of the chosen schemas", neededFor: "counting on those tables too", required: false },
  ],
  script({ database, schemas }, { user }) {
    const role = name(user, "user")
    const chosen = Array.isArray(schemas) && schemas.length > 0 ? schemas : [undefined]
    return [
      `CREATE ROLE ${role} LOGIN PASSWORD '{password}';`,
      `ALTER ROLE ${role} SET default_transaction_read_only = on;`,
      `GRANT CONNECT ON DATABASE ${name(database, "database")} TO ${role};`,
      ...chosen.flatMap((schema) => {
        const quoted = name(schema, "schema")
        return [
          `GRANT USAGE ON SCHEMA ${quoted} TO ${role};`,
          `GRANT SELECT ON ALL TABLES IN SCHEMA ${quoted} TO ${role};`,
          `ALTER DEFAULT PRIVILEGES IN SCHEMA ${quoted} GRANT SELECT ON TABLES TO ${role};`,
        ]
      }),
    ].join("\n")
  },
  destination: ({ host, port, database }, { user }) => `postgres://${host.toLowerCase()}:${port}/${database} as ${String(user)}`,
  locator: ({ host, database }) => `${host}/${database}`,
  dials: true,
  capabilities: { sharing: true, metrics: true, dialect: "postgres", rows: true },
})
