import { BigQuery } from "@google-cloud/bigquery"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { type BigqueryDouble, bigqueryDouble } from "./server"
import { roles } from "./world"

const project = "official-project"
const scope = "https://www.googleapis.com/auth/bigquery"
let double: BigqueryDouble
let email: string
beforeAll(async () => {
  double = await bigqueryDouble()
  const tables = Array.from({ length: 120 }, (_, at) => ({ name: `t${at}`, fields: [{ name: "n", type: "INT64" as const }] }))
  double.world.dataset(project, "shop", [
    {
      name: "people",
      fields: [
        { name: "id", type: "INT64", mode: "REQUIRED" },
        { name: "name", type: "STRING" },
        { name: "seen", type: "TIMESTAMP" },
        { name: "paid", type: "NUMERIC" },
        { name: "vip", type: "BOOL" },
      ],
      rows: [
        ["1", "O'Brien", "2026-01-31 10:00:00", "12.5", "true"],
        ["2", null, null, "-0.01", "false"],
      ],
    },
    ...tables,
  ])
  email = double.accounts.account(`reader@${project}.iam.gserviceaccount.com`).clientEmail
  double.world.grant(email, project, ...roles.jobUser, ...roles.dataViewer)
})
afterEach(() => double.heal())
afterAll(() => double.close())

/** The official client. Its sign-in always goes to Google, so it is handed a token of the double. */
function client(token = double.accounts.issue(email, [scope])) {
  const headers = async () => new Headers({ authorization: `Bearer ${token}` })
  const authClient = {
    getRequestHeaders: headers,
    getAccessToken: async () => ({ token }),
    credentials: { access_token: token },
    transporter: {},
  }
  return new BigQuery({ projectId: project, apiEndpoint: double.url, authClient: authClient as never, autoRetry: false })
}

test("Google's own client lists, describes and pages through the double", async () => {
  const [datasets] = await client().getDatasets()
  expect(datasets.map(({ id }) => id)).toEqual(["shop"])
  const [tables] = await client().dataset("shop").getTables()
  expect(tables).toHaveLength(121)
  const [metadata] = await client().dataset("shop").table("people").getMetadata()
  expect(metadata).toMatchObject({
    numRows: "2",
    type: "TABLE",
    schema: { fields: [{ name: "id", type: "INTEGER", mode: "REQUIRED" }, {}, {}, {}, {}] },
  })
})

test("it runs a query with named parameters, a dry run, and reads every type", async () => {
  const [rows] = await client().query({ query: "SELECT * FROM shop.people WHERE id = @id", params: { id: 1 } })
  expect(rows).toMatchObject([{ id: 1, name: "O'Brien", seen: { value: "2026-01-31T10:00:00.000Z" }, vip: true }])
  expect(String(rows[0].paid)).toBe("12.5")
  const [job] = await client().createQueryJob({ query: "SELECT id FROM `official-project.shop.people`", dryRun: true })
  expect(job.metadata.statistics).toMatchObject({ totalBytesProcessed: "200", query: { statementType: "SELECT" } })
})

test("it understands each refusal", async () => {
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => "passed",
      (error: { code?: number; errors?: { reason?: string }[] }) => [error.code, error.errors?.[0]?.reason],
    )
  expect(await refusal(client().query("SELECT nope FROM shop.people"))).toEqual([400, "invalidQuery"])
  expect(await refusal(client().query("SELECT 1 FROM shop.gone"))).toEqual([404, "notFound"])
  expect(await refusal(client("ya29.wrong").query("SELECT 1"))).toEqual([401, "authError"])
  expect(await refusal(client().dataset("gone").getTables())).toEqual([404, "notFound"])
  expect(await refusal(client().query({ query: "SELECT * FROM shop.people", maximumBytesBilled: "10" }))).toEqual([
    400,
    "bytesBilledLimitExceeded",
  ])
  const stranger = double.accounts.account("stranger@official-project.iam.gserviceaccount.com").clientEmail
  expect(await refusal(client(double.accounts.issue(stranger, [scope])).query("SELECT 1"))).toEqual([403, "accessDenied"])
  expect(await refusal(client(double.accounts.issue(email, ["https://www.googleapis.com/auth/drive"])).query("SELECT 1"))).toEqual([
    403,
    "insufficientPermissions",
  ])
  double.fail(/POST/, { status: 503, body: { error: { code: 503, message: "x", errors: [{ reason: "backendError" }] } } }, 5)
  expect(await refusal(client().query("SELECT 1"))).toEqual([503, "backendError"])
})
