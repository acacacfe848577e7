import { endlessRows } from "@/test/doubles/bigquery/jobs"
import { type BigqueryDouble, bigqueryDouble } from "@/test/doubles/bigquery/server"
import { type DoubleTable, roles } from "@/test/doubles/bigquery/world"
import { pointAt } from "@/test/doubles/point"
import { names } from "../trial"
import type { Trial } from "../trial-sources"

const many = 600
export const project = "patchbay-trial"

export const people: DoubleTable = {
  name: "people",
  fields: [
    { name: "id", type: "INT64", mode: "REQUIRED" },
    { name: 'na"me`', type: "STRING" },
    { name: "joined", type: "TIMESTAMP" },
    { name: "born", type: "DATE" },
    { name: "vip", type: "BOOL" },
  ],
  primaryKey: ["id"],
  rows: names.map((name, id) => [String(id), name, "2026-01-31 10:00:00", "1990-01-31", "true"]),
}

/** A service account with the least that Patchbay needs: jobs in the project, and reading one dataset. */
export function reader({ accounts, world }: BigqueryDouble, on = `${project}.shop`) {
  const key = accounts.account(`reader-${crypto.randomUUID().slice(0, 8)}@${project}.iam.gserviceaccount.com`)
  world.grant(key.clientEmail, project, ...roles.jobUser)
  world.grant(key.clientEmail, on, ...roles.dataViewer)
  return key
}

export async function bigqueryTrial(): Promise<Trial> {
  const double = await bigqueryDouble()
  pointAt(double.endpoints)
  const copies = Array.from(
    { length: many },
    (_, at): DoubleTable => ({ name: `t${String(at).padStart(3, "0")}`, fields: [{ name: "id", type: "INT64" }] }),
  )
  const seen: DoubleTable = { name: "seen", type: "VIEW", fields: [{ name: "id", type: "INT64" }] }
  double.world.dataset(project, "shop", [seen, ...copies, people])
  return {
    answers: {
      settings: { project, datasets: [], ceilingGib: 10 },
      keys: { method: "service-account", ...reader(double) },
    },
    port: double.port,
    schema: "shop",
    table: "shop.people",
    many,
    names,
    equals: (name) => ({ text: 'select count(*) from `shop.people` where `na"me\\`` = @p1', values: [name] }),
    endless: { text: `select count(*) from ${endlessRows}`, values: [] },
    running: async () => double.jobs.running(),
    end: () => double.close(),
  }
}
