import "server-only"
import type { Column, JobType } from "@/lib/connectors/connector"
import { notEnabled } from "@/lib/jobs/model"
import { isLegal } from "@/lib/questions/statement"
import type { Fit } from "./model"
import { columnsOf, mapFilter, type Need, type Table } from "./needs"

/** What a dependent becomes on the other connection; null where it cannot go. */
export type Becomes = { schema: string; table: string; to: Record<string, string> } | { account: string } | { job: JobType }
export type Judged = Pick<Fit, "verdict" | "why" | "mapped"> & { becomes: Becomes | null }

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const breaks = (why: string, mapped: Fit["mapped"] = []): Judged => ({ verdict: "would break", why, mapped, becomes: null })

/** Whether what it needs is there, under its own name, in another spelling, or under the name that somebody chose. Pure. */
export function judge(
  need: Need,
  there: { platform: string; method: string; tables: readonly Table[]; accounts: ReadonlySet<string> },
  here: readonly Table[],
  chosen: Readonly<Record<string, string>>,
): Judged {
  if (need.job) {
    const refusal = notEnabled(there, need.job)
    return refusal ? breaks(refusal) : { verdict: "fits", why: "", mapped: [], becomes: { job: need.job } }
  }
  if (need.account !== null) return judgeAccount(need.account, there)
  const { schema, table } = need
  if (!schema || !table) return breaks("it names no table")
  const found = tableLike(schema, table, there.tables)
  if (!found) return breaks(`there is no table ${schema}.${table}`)
  if (!found.readable) return breaks(`the table ${found.schema}.${found.name} cannot be read there`)
  const before = here.find((one) => one.schema === schema && one.name === table)?.columns
  const mapped: Fit["mapped"] = []
  const to: Record<string, string> = {}
  for (const column of columnsOf(need)) {
    const kind = before?.find(({ name }) => name === column)?.kind
    const target = columnLike(column, kind, found.columns, chosen[column])
    if (target === column) continue
    const options = found.columns.filter((one) => kind === undefined || one.kind === kind).map(({ name }) => name)
    mapped.push({ column, to: target ?? null, options })
    if (target !== undefined) to[column] = target
  }
  const missing = mapped.filter(({ to }) => to === null)
  const moved = found.schema !== schema || found.name !== table
  if (missing.length > 0) return breaks(whyMissing(missing[0]!.column, found), mapped)
  const filter = need.filter && mapFilter(need.filter, to)
  if (!isLegal(there.platform, { schema: found.schema, table: found.name, columns: found.columns }, filter))
    return breaks("its filter does not fit the columns there", mapped)
  const words = [...(moved ? [`reads ${found.schema}.${found.name}`] : []), ...mapped.map((one) => `${one.column} becomes ${one.to}`)]
  const becomes = { schema: found.schema, table: found.name, to }
  return { verdict: words.length > 0 ? "fits after mapping" : "fits", why: words.join(", "), mapped, becomes }
}

function judgeAccount(account: string, { tables, accounts }: { tables: readonly Table[]; accounts: ReadonlySet<string> }): Judged {
  const schemas = [...new Set(tables.map(({ schema }) => schema))]
  const found = schemas.find((one) => one === account) ?? schemas.find((one) => same(one, account))
  if (!found) return breaks(`there is no ${account}`)
  if (accounts.has(found)) return breaks(`${found} is a data source there already`)
  return found === account
    ? { verdict: "fits", why: "", mapped: [], becomes: { account: found } }
    : { verdict: "fits after mapping", why: `reads ${found}`, mapped: [], becomes: { account: found } }
}

/** By its whole name, by its whole name in another spelling, or by the only table that is called so. */
function tableLike(schema: string, table: string, tables: readonly Table[]): Table | undefined {
  const exact = tables.find((one) => one.schema === schema && one.name === table)
  const spelt = tables.find((one) => same(one.schema, schema) && same(one.name, table))
  const named = tables.filter((one) => same(one.name, table))
  return exact ?? spelt ?? (named.length === 1 ? named[0] : undefined)
}

function columnLike(column: string, kind: Column["kind"] | undefined, columns: readonly Column[], chosen: string | undefined) {
  const fits = (one: Column) => kind === undefined || one.kind === kind
  const byName = (name: string) => columns.find((one) => one.name === name && fits(one))
  return (chosen ? byName(chosen) : (byName(column) ?? columns.find((one) => same(one.name, column) && fits(one))))?.name
}

const whyMissing = (column: string, { schema, name, columns }: Table) =>
  columns.some((one) => same(one.name, column))
    ? `the column ${column} of ${schema}.${name} has another type there`
    : `there is no column ${column} in ${schema}.${name}`
