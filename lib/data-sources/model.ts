import * as z from "zod"
import { type DataSourceId, idOf } from "../base/ids"
import { type LeaningView, type Newest, nameOf } from "../dependents/model"

export const dataSourceName = nameOf("data source")
/** Without a name of its own it is called as its account. */
export const newDataSource = z.strictObject({
  connectionId: idOf("con"),
  account: z.string("Choose an account.").min(1, "Choose an account.").max(255),
  name: dataSourceName.optional(),
})
export const dataSourceRef = z.strictObject({ dataSourceId: idOf("dso") })
export const accountsRef = z.strictObject({ connectionId: idOf("con") })

/** One account, store or property that a connection reaches; on a database, one schema. */
export type Account = { account: string; tables: number; added: boolean }
/** `demand` says why no further one can be added over this connection; null when it can. */
export type Accounts = { accounts: Account[]; demand: string | null }

export type DataSourceRow = LeaningView & { id: DataSourceId; name: string; account: string; createdAt: string }
export type DataSourcePage = Newest<DataSourceRow>
