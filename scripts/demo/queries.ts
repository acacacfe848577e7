import { AppError } from "@/lib/base/errors"
import { createDataSource } from "@/lib/data-sources/create"
import { listDataSources } from "@/lib/data-sources/list"
import type { Destination } from "@/lib/organizations/model"
import { createQuery } from "@/lib/queries/create"
import { listQueries } from "@/lib/queries/list"
import type { Filter } from "@/lib/sql/model"
import type { Made } from "./connections"
import type { House } from "./people"

type Query = {
  by: string
  name: string
  connection: string
  destination: Destination
  schema: string
  table: string
  columns: string[]
  conditions: Filter["conditions"]
}

const queries: Query[] = [
  {
    by: "marketer-consumer",
    name: "Loyalty members for the weekly sheet",
    connection: "Consumer cloud",
    destination: "Google Sheets",
    schema: "crm",
    table: "customers",
    columns: ["customer_id", "country", "loyalty_tier", "lifetime_value", "last_seen_at"],
    conditions: [{ column: "loyalty_tier", op: "is one of", values: ["gold", "silver"] }],
  },
  {
    by: "editor",
    name: "Campaigns of the web shop",
    connection: "Consumer cloud",
    destination: "Looker Studio",
    schema: "web",
    table: "campaigns",
    columns: ["campaign_id", "title", "medium", "started_on", "budget"],
    conditions: [],
  },
  {
    by: "marketer-business",
    name: "Large companies for the dashboard",
    connection: "Business cloud",
    destination: "Power BI",
    schema: "crm",
    table: "companies",
    columns: ["company_id", "country", "employees"],
    conditions: [{ column: "employees", op: ">=", value: 1000 }],
  },
]

const accounts: { by: string; connection: string; account: string; name: string }[] = [
  { by: "marketer-consumer", connection: "Consumer cloud", account: "crm", name: "Customers and consents" },
  { by: "editor", connection: "Consumer cloud", account: "web", name: "Web shop" },
  { by: "marketer-business", connection: "Business cloud", account: "sales", name: "Orders of companies" },
]

/** Answers whether all are there. After a start that was killed, a schema may still be unread: the next start goes on. */
export async function makeQueries(house: House, made: Made): Promise<boolean> {
  const named = ({ rows }: { rows: { name: string }[] }) => new Set(rows.map(({ name }) => name))
  const there = named(await listQueries(house.as("owner"), {}))
  const reached = named(await listDataSources(house.as("owner"), {}))
  const wanted = [
    ...queries.map(({ by, connection, conditions, ...query }) => ({
      name: query.name,
      connectionId: there.has(query.name) ? undefined : made[connection],
      make: (connectionId: Made[string]) => createQuery(house.as(by), { ...query, connectionId, filter: { match: "all", conditions } }),
    })),
    ...accounts.map(({ by, connection, account, name }) => ({
      name,
      connectionId: reached.has(name) ? undefined : made[connection],
      make: (connectionId: Made[string]) => createDataSource(house.as(by), { connectionId, account, name }),
    })),
  ]
  let whole = true
  for (const { connectionId, make } of wanted) {
    if (!connectionId) continue
    await make(connectionId).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
      whole = false
    })
  }
  return whole
}
