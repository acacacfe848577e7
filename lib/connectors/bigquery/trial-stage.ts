import { afterAll, afterEach, beforeAll, expect } from "vitest"
import { type BigqueryDouble, bigqueryDouble } from "@/test/doubles/bigquery/server"
import { type DoubleTable, roles } from "@/test/doubles/bigquery/world"
import { pointAt } from "@/test/doubles/point"
import type { Dial, Session, Statement, Table } from "../connector"
import { openSession, type Ran, runChecks, withSession } from "../trial"
import { people, project, reader } from "./trial"

const days: DoubleTable = {
  name: "days",
  fields: [
    { name: "day", type: "DATE" },
    { name: "n", type: "INT64" },
  ],
  rows: [
    ["2026-01-30", "1"],
    ["2026-01-31", "2"],
  ],
  partition: { field: "day", required: true },
  bytes: 40 * 1_073_741_824,
}
const loads: DoubleTable = {
  name: "loads",
  fields: [{ name: "n", type: "INT64" }],
  rows: [
    ["1", "2026-01-30 00:00:00"],
    ["2", "2026-01-31 00:00:00"],
  ],
  partition: {},
}
const nested: DoubleTable = {
  name: "nested",
  description: "Orders with their lines",
  fields: [
    { name: "id", type: "STRING", mode: "REQUIRED", maxLength: "36", description: "Of the order" },
    { name: "total", type: "NUMERIC", precision: "10", scale: "2" },
    {
      name: "lines",
      type: "RECORD",
      mode: "REPEATED",
      fields: [
        { name: "sku", type: "STRING" },
        { name: "n", type: "INT64" },
      ],
    },
    { name: "address", type: "RECORD", fields: [{ name: "city", type: "STRING" }] },
    { name: "tags", type: "STRING", mode: "REPEATED" },
    { name: "at", type: "DATETIME" },
    { name: "place", type: "GEOGRAPHY" },
    { name: "soft", type: "STRING", collation: "und:ci" },
  ],
}

/** What a driver's answers must never hold: Google's own sentences. */
const vendorWords = ["Access Denied", "Not found: ", "at [1:", "has not been used in project", "VPC Service Controls: Request", "is denied"]

type Given = { settings?: object; keys?: object; signal?: AbortSignal }

/** A double with two datasets and one reader. Whatever the driver tells is searched for secrets and for Google's words. */
export function stage(guard: (lists: { allow: string }) => Dial) {
  const here = {} as { double: BigqueryDouble; key: ReturnType<typeof reader> }
  beforeAll(async () => {
    const double = await bigqueryDouble()
    pointAt(double.endpoints)
    double.world.dataset(project, "shop", [people, days])
    double.world.dataset(project, "web", [loads, nested, { name: "imported", type: "EXTERNAL", fields: [{ name: "n", type: "INT64" }] }])
    const key = reader(double)
    double.world.grant(key.clientEmail, `${project}.web`, ...roles.dataViewer)
    Object.assign(here, { double, key })
  })
  afterEach(() => {
    here.double.heal()
    here.double.world.off.clear()
  })
  afterAll(() => here.double.close())

  /** No secret, no token and no sentence of Google's in anything that a driver tells. */
  function clean(told: object) {
    const text = JSON.stringify(told)
    const secrets = [...here.double.accounts.issuedTokens(), "PRIVATE KEY", here.key.privateKey.split("\n")[3] ?? "", "GOCSPX-", "1//0"]
    for (const word of [...secrets, ...vendorWords]) expect(text).not.toContain(word)
  }
  const open = ({ settings = {}, keys = {}, ...rest }: Given = {}) =>
    openSession("bigquery", guard({ allow: `127.0.0.1:${here.double.port}` }), {
      settings: { project, datasets: [], ceilingGib: 10, ...settings },
      keys: { method: "service-account", ...here.key, ...keys },
      ...rest,
    })
  const count = (statement: Statement, given?: Given) => withSession(open(given), (session) => session.count(statement, within()))
  return {
    here,
    open,
    count,
    async checked(given?: Given): Promise<Ran[]> {
      const results = await withSession(open(given), runChecks)
      clean(results)
      return results
    },
    async refusal(statement: Statement, given?: Given) {
      const error = (await count(statement, given).catch((error: unknown) => error)) as Error
      clean({ ...error, message: error.message })
      return error
    },
    /** An account that may run jobs, and what it is given here on the whole project. */
    stranger(...permissions: string[]) {
      const other = reader(here.double, "nowhere")
      here.double.world.grant(other.clientEmail, project, ...permissions)
      return other
    },
  }
}

export const within = (timeoutMs = 5_000) => ({ signal: new AbortController().signal, timeoutMs })
export const sql = (text: string, ...values: string[]): Statement => ({ text, values })
export async function tablesOf(session: Session): Promise<Table[]> {
  const found: Table[] = []
  for await (const page of session.tables()) found.push(...page)
  return found
}
