import { manifest } from "../connector"
import { longSecret, optionalSecret, secret, text } from "../fields"
import { quoteName } from "../quote"
import { accountSchema } from "./account"
import { identifier, identifiers, nameIn, optionalIdentifier } from "./names"

const quoted = (answer: unknown, what: string) =>
  typeof answer === "string" && answer.trim() ? quoteName("snowflake", nameIn(answer.trim())) : `{${what}}`

const user = text("User", { placeholder: "PATCHBAY", help: "A user of its own, of type SERVICE." })

export const snowflake = manifest({
  id: "snowflake",
  name: "Snowflake",
  aliases: ["Snowflake", "Snowpark", "AWS", "Azure", "GCP", "data cloud"],
  category: "Data Warehouse",
  maturity: "Beta",
  description: "Connect to Snowflake databases and schemas.",
  facts: [
    "Accounts on AWS, Azure and GCP, also over private links",
    "Key pair, programmatic access token or OAuth; no single-factor passwords",
    "The schema is read without a running warehouse; only counts start one",
    "Beta: tested against a double of the SQL API that the official client accepts, not yet against an account of Snowflake's",
  ],
  settings: {
    account: {
      label: "Account",
      input: "text",
      schema: accountSchema,
      placeholder: "acme-marketing",
      help: "The part before .snowflakecomputing.com: organization-account, or locator.region.cloud.",
    },
    warehouse: identifier("Warehouse", {
      placeholder: "PATCHBAY_WH",
      help: "Counts run on it. A small one that suspends itself is enough.",
    }),
    database: identifier("Database"),
    schemas: identifiers("Schemas", {
      help: "Names separated by commas. Leave empty for every schema that the role may use.",
      placeholder: "PUBLIC, SALES",
    }),
    role: optionalIdentifier("Role", { placeholder: "PATCHBAY_READER", help: "Leave empty for the default role of the user." }),
  },
  methods: {
    keyPair: {
      label: "Key pair",
      help: "The user holds the public half, Patchbay the private one.",
      docs: "https://docs.snowflake.com/en/user-guide/key-pair-auth",
      fields: {
        user,
        privateKey: longSecret("Private key", {
          help: "PEM text of an RSA key with at least 2048 bits, encrypted or not.",
          placeholder: "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        }),
        passphrase: optionalSecret("Passphrase", { help: "Only for an encrypted key." }),
      },
    },
    token: {
      label: "Programmatic access token",
      help: "Made for one user and one role; ends on a day that Snowflake shows.",
      docs: "https://docs.snowflake.com/en/user-guide/programmatic-access-tokens",
      fields: { token: secret("Token") },
    },
    oauth: {
      label: "OAuth client",
      help: "A client of the account's own Snowflake OAuth.",
      docs: "https://docs.snowflake.com/en/user-guide/oauth-custom",
      fields: {
        clientId: text("Client ID"),
        clientSecret: secret("Client secret"),
        refreshToken: optionalSecret("Refresh token", { help: "Leave empty if the client signs in by itself (client credentials)." }),
      },
    },
  },
  permissions: [
    { name: "USAGE on the warehouse", neededFor: "counting", required: true },
    { name: "USAGE on the database", neededFor: "seeing its schemas", required: true },
    { name: "USAGE on each chosen schema", neededFor: "seeing its tables", required: true },
    { name: "SELECT on at least one table or view", neededFor: "reading the schema and counting", required: true },
    { name: "SELECT on every other table and view of the chosen schemas", neededFor: "counting on those too", required: false },
  ],
  script({ warehouse, database, schemas, role }, { user }) {
    const reader = quoted(role, "role")
    const name = quoted(user, "user")
    const within = quoted(database, "database")
    const chosen = Array.isArray(schemas) && schemas.length > 0 ? schemas : [undefined]
    return [
      `CREATE ROLE ${reader};`,
      `GRANT USAGE ON WAREHOUSE ${quoted(warehouse, "warehouse")} TO ROLE ${reader};`,
      `GRANT USAGE ON DATABASE ${within} TO ROLE ${reader};`,
      ...chosen.flatMap((schema) => {
        const path = `${within}.${quoted(schema, "schema")}`
        return [
          `GRANT USAGE ON SCHEMA ${path} TO ROLE ${reader};`,
          ...["TABLES", "VIEWS"].flatMap((kind) => [
            `GRANT SELECT ON ALL ${kind} IN SCHEMA ${path} TO ROLE ${reader};`,
            `GRANT SELECT ON FUTURE ${kind} IN SCHEMA ${path} TO ROLE ${reader};`,
          ]),
        ]
      }),
      `CREATE USER ${name} TYPE = SERVICE DEFAULT_ROLE = ${reader} RSA_PUBLIC_KEY = '{public key}';`,
      `GRANT ROLE ${reader} TO USER ${name};`,
    ].join("\n")
  },
  destination: ({ account, database }, { user, clientId }) =>
    `snowflake://${account}/${nameIn(database)} as ${String(user ?? clientId ?? "the owner of the token")}`,
  locator: ({ account, database }) => `${account}/${nameIn(database)}`,
  dials: true,
  paste: {
    label: "Paste the address of the account",
    help: "Or a connection string, SNOWFLAKE_ variables, or a section of a connections file.",
    placeholder: "https://acme-marketing.snowflakecomputing.com",
  },
  capabilities: { sharing: true, metrics: true, dialect: "snowflake", rows: true },
})
