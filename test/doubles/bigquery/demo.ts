import { demoAccounts } from "../google/demo"
import type { Demo, Keep } from "../run"
import { bigqueryDouble } from "./server"
import { roles } from "./world"

const project = "northwind-demo-1"
const port = 4810
const people = 2_000
const channels = ["web", "store", "phone"]
const cities = ["Lisbon", "Oslo", "Graz", "Leeds"]
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)

/** A project with a shop in it, an account that may read it, and one that lacks a permission. */
export async function bigqueryDemo(keep: Keep): Promise<Demo> {
  const double = await bigqueryDouble({ port, accounts: demoAccounts })
  double.world.dataset(project, "shop", [
    {
      name: "customers",
      description: "Everybody who ever bought",
      primaryKey: ["id"],
      fields: [
        { name: "id", type: "INT64", mode: "REQUIRED" },
        { name: "email", type: "STRING" },
        { name: "city", type: "STRING" },
        { name: "spent", type: "NUMERIC", precision: "10", scale: "2" },
        { name: "vip", type: "BOOL" },
        { name: "joined", type: "TIMESTAMP" },
        { name: "tags", type: "STRING", mode: "REPEATED" },
      ],
      rows: Array.from({ length: people }, (_, at) => [
        String(at + 1),
        `customer${at + 1}@shop.example`,
        cities[at % cities.length] ?? null,
        `${(at % 977) + 0.5}`,
        String(at % 9 === 0),
        `${day(at % 700)} 10:00:00`,
        null,
      ]),
      bytes: 1_288_490_188,
    },
    {
      name: "visits",
      description: "By day; a count needs a condition on the day",
      partition: { field: "day", required: true },
      fields: [
        { name: "day", type: "DATE" },
        { name: "customer", type: "INT64" },
        { name: "channel", type: "STRING" },
      ],
      rows: Array.from({ length: people }, (_, at) => [day(at % 90), String((at % 500) + 1), channels[at % channels.length] ?? null]),
      bytes: 340 * 1_048_576,
    },
    {
      name: "clicks",
      description: "Larger than the usual limit",
      fields: [{ name: "n", type: "INT64" }],
      rows: [["1"]],
      bytes: 48_318_382_080,
    },
  ])
  const file = async (name: string, ...permissions: string[]) => {
    const key = double.accounts.account(`${name}@${project}.iam.gserviceaccount.com`)
    double.world.grant(key.clientEmail, project, ...permissions)
    const { clientEmail: client_email, privateKey: private_key, privateKeyId: private_key_id } = key
    return keep(
      `bigquery-${name}.json`,
      JSON.stringify({ type: "service_account", project_id: project, private_key_id, private_key, client_email }, null, 2),
    )
  }
  return {
    port: double.port,
    endpoints: double.endpoints,
    says: [
      `Project ${project}, dataset shop. Paste one of these key files into the form:`,
      `${await file("reader", ...roles.jobUser, ...roles.dataViewer)}   may read everything`,
      `${await file("lacking", ...roles.jobUser, ...roles.metadataViewer)}   may see the tables and not read them`,
      `${await file("editor", ...roles.jobUser, ...roles.dataEditor)}   may do more than it should`,
    ],
    close: double.close,
  }
}
