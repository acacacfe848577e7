import { sql } from "drizzle-orm"
import { customType, text } from "drizzle-orm/pg-core"
import { type Id, newId } from "@/lib/base/ids"

/** A moment, as an ISO string in UTC: what a page reads and what a route sends are one type. */
export const moment = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (value) => new Date(value).toISOString(),
  toDriver: (value) => value,
})

export const createdAt = () => moment().notNull().default(sql`now()`)

export const idColumn = <P extends string>(prefix: P) =>
  text()
    .$type<Id<P>>()
    .notNull()
    .$defaultFn(() => newId(prefix))
