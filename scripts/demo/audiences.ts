import { createAudience } from "@/lib/audiences/create"
import { listAudiences } from "@/lib/audiences/list"
import { AppError } from "@/lib/base/errors"
import type { Filter } from "@/lib/sql/model"
import type { Made } from "./connections"
import type { House } from "./people"

type Plan = { by: string; name: string; connection: string; schema: string; table: string; conditions: Filter["conditions"] }

const plans: Plan[] = [
  {
    by: "marketer-consumer",
    name: "Gold and silver members who may be mailed",
    connection: "Consumer cloud",
    schema: "crm",
    table: "customers",
    conditions: [
      { column: "loyalty_tier", op: "is one of", values: ["gold", "silver"] },
      { column: "marketing_consent", op: "is true" },
    ],
  },
  {
    by: "marketer-consumer",
    name: "Seen this month, low lifetime value",
    connection: "Consumer cloud",
    schema: "crm",
    table: "customers",
    conditions: [
      { column: "last_seen_at", op: "in the last", value: 30, unit: "days" },
      { column: "lifetime_value", op: "<", value: 500 },
    ],
  },
  {
    by: "marketer-business",
    name: "Large companies in Germany",
    connection: "Business cloud",
    schema: "crm",
    table: "companies",
    conditions: [
      { column: "country", op: "is", value: "DE" },
      { column: "employees", op: ">=", value: 1000 },
    ],
  },
]

/** Answers whether all are there. After a start that was killed, a schema may still be unread: the worker reads it, and the next start goes on. */
export async function makeAudiences(house: House, made: Made): Promise<boolean> {
  const there = new Set((await listAudiences(house.as("owner"), {})).rows.map(({ name }) => name))
  let whole = true
  for (const { by, name, connection, schema, table, conditions } of plans) {
    const connectionId = made[connection]
    if (there.has(name) || !connectionId) continue
    try {
      await createAudience(house.as(by), { name, connectionId, schema, table, filter: { match: "all", conditions } })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      whole = false
    }
  }
  return whole
}
