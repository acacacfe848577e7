export type Naming = { id: string; name: string; variable: string }

/** Two letters for the icon: of the first two words, or of the only one. */
export function letters(name: string): string {
  const [first = "", second = ""] = name.split(/[^\p{L}\d]+/u)
  return second ? `${first[0]}${second[0]}`.toUpperCase() : `${first.slice(0, 1).toUpperCase()}${first.slice(1, 2)}`
}

/** The smallest connector that type-checks: it reaches its server, and says of the rest that it is not written yet. */
export const connectorFiles = ({ id, name, variable }: Naming): Record<string, string> => ({
  "manifest.ts": `import { manifest } from "../connector"
import { port, secret, text } from "../fields"
import { host } from "../network"
import { quoteOr } from "../quote"

export const ${variable} = manifest({
  id: "${id}",
  name: "${name}",
  aliases: [],
  category: "Database",
  maturity: "Beta",
  description: "Connect a ${name} database, read its tables and views, and count audiences on live data.",
  facts: ["Tables and views of one database", "Beta: not yet run against a server of ${name}"],
  settings: { host, port: port(5432), database: text("Database") },
  methods: {
    password: {
      label: "User and password",
      help: "Use a user of its own that may only read.",
      fields: { user: text("User"), password: secret("Password") },
    },
  },
  permissions: [{ name: "SELECT on at least one table", neededFor: "reading the schema and counting", required: true }],
  script: ({ database }, { user }) =>
    \`GRANT SELECT ON DATABASE \${quoteOr("postgres", database, "database")} TO \${quoteOr("postgres", user, "user")};\`,
  destination: ({ host, port, database }, { user }) => \`${id}://\${host.toLowerCase()}:\${port}/\${database} as \${String(user)}\`,
  locator: ({ host, database }) => \`\${host}/\${database}\`,
  dials: true,
  capabilities: { sharing: true, metrics: true, dialect: "postgres" },
})
`,
  "guide.ts": `import { late, networkCauses, nothingVisible, portClosed } from "../common-causes"
import type { Guide } from "../connector"

export const ${variable}Guide: Guide = {
  steps: [
    { title: "Make a user of its own", text: "Run the script above as somebody who may grant rights. It makes a user that can read and nothing else." },
  ],
  reaches: "the host and the port that you enter",
  causes: [nothingVisible, portClosed, ...networkCauses, late],
}
`,
  "driver.ts": `import "server-only"
import { driver, type Session, SourceError } from "../connector"
import { knock } from "../meter"
import { steps } from "../steps"
import { ${variable} } from "./manifest"

const notWritten = () => new SourceError("unsupported", "The connector of ${name} cannot do this yet. Its driver is to be written.", "not-written")

/** Opens nothing yet: the first question dials. */
export default driver(${variable}, {
  async open({ settings, signal, dial }) {
    return {
      checks: () =>
        steps([
          {
            key: "connect",
            title: "Reach the server",
            gate: true,
            async run() {
              await knock(dial, settings.host, settings.port, signal)
              return { outcome: "passed", message: \`\${settings.host} answers on port \${settings.port}.\` }
            },
          },
          { key: "authenticate", title: "Sign in", gate: true, run: () => Promise.reject(notWritten()) },
        ]),
      tables: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(notWritten()) }) }),
      count: () => Promise.reject(notWritten()),
      close: async () => {},
    } satisfies Session
  },
})
`,
  "trial.ts": `import type { Trial } from "../trial-sources"

/** A real ${name} with 602 tables in it, started for the tests; see the other trials for what goes in. */
export async function ${variable}Trial(): Promise<Trial> {
  throw new Error(
    "Next: give ${name} something to be tried on. Write ${variable}Trial in lib/connectors/${id}/trial.ts: start a server or a double, make the tables that trial-sources.ts makes for PostgreSQL, and return how to reach it. Then write the driver until this contract holds. docs/writing-a-connector.md goes through it step by step.",
  )
}
`,
  "driver.test.ts": `import { expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { canary, openSession, outcomes, resultOf, runChecks, stubborn, withSession } from "../trial"

const check = (port: number) =>
  withSession(
    openSession("${id}", guard({ allow: \`127.0.0.1:\${port}\` }), {
      settings: { host: "127.0.0.1", port, database: "shop" },
      keys: { method: "password", user: "reader", password: canary },
    }),
    runChecks,
  )

test("${name}: a server that answers is told from one that is not there, and no answer holds the secret", async () => {
  const server = await stubborn()
  const there = await check(server.port)
  expect(resultOf(there, "connect")?.outcome).toBe("passed")
  server.close()
  const gone = await check(server.port)
  expect(outcomes(gone)).toMatchObject({ connect: "failed", authenticate: "skipped" })
  expect(JSON.stringify([there, gone])).not.toContain(canary)
})
`,
})
