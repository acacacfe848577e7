import { manifest } from "../connector"
import { port, secret, text } from "../fields"
import { ca, host, tls } from "../network"
import { quoteText } from "../quote"
import { databasePattern } from "./names"

const account = (user: unknown) => `${typeof user === "string" && user ? quoteText("mysql", user) : "'{user}'"}@'%'`

export const mysql = manifest({
  id: "mysql",
  name: "MySQL",
  aliases: ["MySQL", "MariaDB", "Aurora", "RDS", "Cloud SQL", "Percona", "PlanetScale"],
  category: "Database",
  maturity: "Available",
  description: "Connect a MySQL or MariaDB database, read its tables and views, and count audiences on live data.",
  facts: [
    "MySQL 8 and newer, MariaDB 10.6 and newer, also as a managed service",
    "Tables and views of one database",
    "Every session is read-only and has a time limit; Patchbay never writes",
  ],
  settings: { host, port: port(3306), database: text("Database"), tls, ca },
  methods: {
    password: {
      label: "User and password",
      help: "Use a user of its own that may only read.",
      docs: "https://dev.mysql.com/doc/refman/8.4/en/create-user.html",
      fields: { user: text("User", { placeholder: "patchbay_reader" }), password: secret("Password") },
    },
  },
  permissions: [
    { name: "SELECT on at least one table", neededFor: "seeing the database, reading the schema and counting", required: true },
    { name: "SELECT on every other table of the database", neededFor: "counting on those tables too", required: false },
  ],
  script: ({ database }, { user }) =>
    [
      `CREATE USER ${account(user)} IDENTIFIED BY '{password}';`,
      `GRANT SELECT ON ${typeof database === "string" && database ? databasePattern(database) : "{database}"}.* TO ${account(user)};`,
    ].join("\n"),
  destination: ({ host, port, database }, { user }) => `mysql://${host.toLowerCase()}:${port}/${database} as ${String(user)}`,
  locator: ({ host, database }) => `${host}/${database}`,
  dials: true,
  capabilities: { sharing: true, metrics: true, dialect: "mysql", rows: true },
})
