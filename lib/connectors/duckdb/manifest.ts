import { manifest } from "../connector"
import { file } from "../fields"

export const duckdb = manifest({
  id: "duckdb",
  name: "DuckDB file",
  aliases: ["DuckDB", "duck", "ddb", "embedded database"],
  category: "File",
  maturity: "Available",
  description: "Upload a DuckDB database file, or choose one from the operator's folder, and count audiences on it.",
  facts: [
    "Database files of DuckDB 1.x (.duckdb, .db)",
    "Opened read-only in a process of its own, without access to other files or to the network",
    "An uploaded file is kept by Patchbay and goes with its connection",
  ],
  settings: { file: file("Database file", { help: "Upload a file, or choose one that the operator put into Patchbay's folder." }) },
  methods: {
    file: {
      label: "Database file",
      help: "A file needs no user and no password.",
      docs: "https://duckdb.org/docs/stable/connect/overview",
      fields: {},
    },
  },
  permissions: [{ name: "The file can be read", neededFor: "opening the database", required: true }],
  script: () =>
    "-- A file needs no grants. To make one from what you have:\n-- duckdb customers.duckdb \"CREATE TABLE customers AS FROM 'customers.csv'\"",
  destination: ({ file }) => `duckdb:${file}`,
  locator: ({ file }) => file.replace(/^folder:/, "").replace(/^upload:.*/, "Uploaded file"),
  dials: false,
  capabilities: { sharing: true, metrics: false, dialect: "duckdb", rows: true },
})
