import type { Endpoint } from "@/lib/connectors/endpoints"
import { bigqueryDouble } from "./doubles/bigquery/server"
import { type DoubleField, roles } from "./doubles/bigquery/world"
import { gcsDouble } from "./doubles/gcs/gcs"
import { s3Double } from "./doubles/s3/s3"
import type { Answer, serveDouble } from "./doubles/server"
import { keyPair, snowflakeDouble } from "./doubles/snowflake/double"

/** What the doubles write into their refusals, as vendors write hosts, names and half a query. */
export const vendorCanary = `vendor-canary-${crypto.randomUUID()}`
const project = "patchbay-trial"

/** A platform's double with one table `people` of three, a credential that may read it, and refusals in the vendor's own shape. */
export type Stage = {
  double: Pick<Awaited<ReturnType<typeof serveDouble>>, "port" | "fail" | "heal" | "shown" | "close">
  endpoints: Partial<Record<Endpoint, string>>
  method: string
  settings: Record<string, unknown>
  keys: Record<string, string>
  /** Parts of the secrets that no escaping changes. */
  secrets: string[]
  /** All but the way to sign in, which then works. */
  api: RegExp
  refusals: Answer[]
}

/** The longest line of a PEM: it stands as it is in JSON, in a log and in a page. */
const line = (pem: string) => pem.split("\n")[2] ?? ""

const google = (status: number, reason: string): Answer => ({
  status,
  body: {
    error: { code: status, message: `${reason} for ${vendorCanary}`, errors: [{ reason, message: vendorCanary }], status: vendorCanary },
    error_description: vendorCanary,
  },
})
const googleRefusals = [google(403, "accessDenied"), google(404, "notFound"), google(400, `new-${vendorCanary}`)]
const layout = { prefixes: "shop", format: "auto", delimiter: "auto", loose: "each" }
const csv = "id,country\n1,DE\n2,FR\n3,DE\n"

export const stages: Record<string, () => Promise<Stage>> = {
  async bigquery() {
    const double = await bigqueryDouble()
    const fields: DoubleField[] = [
      { name: "id", type: "INT64" },
      { name: "country", type: "STRING" },
    ]
    double.world.dataset(project, "shop", [
      { name: "people", fields, rows: ["DE", "FR", "DE"].map((country, at) => [String(at), country]) },
    ])
    const key = double.accounts.account(`canary@${project}.iam.gserviceaccount.com`)
    double.world.grant(key.clientEmail, project, ...roles.jobUser)
    double.world.grant(key.clientEmail, `${project}.shop`, ...roles.dataViewer)
    return {
      double,
      endpoints: double.endpoints,
      method: "service-account",
      settings: { project, datasets: "shop", ceilingGib: "10" },
      keys: key,
      secrets: [line(key.privateKey)],
      api: /\/bigquery\//,
      refusals: googleRefusals,
    }
  },

  async snowflake() {
    const double = await snowflakeDouble()
    const passphrase = `canary-${crypto.randomUUID()}`
    const key = keyPair({ passphrase })
    await double.fill(`attach ':memory:' as CANARY; create schema CANARY.SHOP; create table CANARY.SHOP.PEOPLE (ID int, COUNTRY varchar);
      insert into CANARY.SHOP.PEOPLE values (1, 'DE'), (2, 'FR'), (3, 'DE')`)
    await double.run(`CREATE ROLE READER;
      CREATE WAREHOUSE WH;
      GRANT USAGE ON WAREHOUSE WH TO ROLE READER;
      GRANT USAGE ON DATABASE CANARY TO ROLE READER;
      GRANT USAGE ON SCHEMA CANARY.SHOP TO ROLE READER;
      GRANT SELECT ON ALL TABLES IN SCHEMA CANARY.SHOP TO ROLE READER;
      CREATE USER PATCHBAY TYPE = SERVICE DEFAULT_ROLE = READER RSA_PUBLIC_KEY = '${key.publicKey}';
      GRANT ROLE READER TO USER PATCHBAY;`)
    const refusal = (status: number, code: string): Answer => ({ status, body: { code, message: vendorCanary, sqlState: "42501" } })
    return {
      double,
      endpoints: { snowflake: double.url },
      method: "keyPair",
      settings: { account: "acme-marketing", warehouse: "WH", database: "CANARY", schemas: "SHOP" },
      keys: { user: "PATCHBAY", privateKey: key.pem, passphrase },
      secrets: [line(key.pem), passphrase],
      api: /./,
      refusals: [refusal(422, "002003"), refusal(422, "099999"), refusal(400, vendorCanary)],
    }
  },

  async s3() {
    const double = await s3Double()
    double.bucket("canary", { "shop/people.csv": csv })
    const secretAccessKey = `canary/${crypto.randomUUID()}`
    const sessionToken = `canary-token-${crypto.randomUUID()}`
    const { accessKeyId } = double.user(undefined, { secretAccessKey, token: sessionToken })
    const refusal = (status: number, code: string): Answer => ({
      status,
      headers: { "content-type": "application/xml", "x-amz-request-id": vendorCanary },
      body: `<Error><Code>${code}</Code><Message>${vendorCanary}</Message><HostId>${vendorCanary}</HostId></Error>`,
    })
    return {
      double,
      endpoints: {},
      method: "key",
      settings: { bucket: "canary", region: "us-east-1", ...layout, host: "127.0.0.1", port: String(double.port), tls: "off" },
      keys: { accessKeyId, secretAccessKey, sessionToken },
      secrets: [secretAccessKey, sessionToken],
      api: /./,
      refusals: [refusal(403, "AccessDenied"), refusal(404, "NoSuchBucket"), refusal(400, vendorCanary)],
    }
  },

  async gcs() {
    const double = await gcsDouble()
    double.bucket("canary", { "shop/people.csv": csv })
    const key = double.reader("canary")
    return {
      double,
      endpoints: double.endpoints,
      method: "service-account",
      settings: { bucket: "canary", ...layout },
      keys: key,
      secrets: [line(key.privateKey)],
      api: /\/storage\//,
      refusals: googleRefusals,
    }
  },
}
