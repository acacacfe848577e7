import "server-only"
import { AppError } from "@/lib/base/errors"
import type { Column, Dialect, Statement } from "@/lib/connectors/connector"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { compileCount, compilePage, compileSelect } from "@/lib/sql/compile"
import { filterSchema } from "@/lib/sql/model"

type Table = { schema: string; table: string; columns: Column[] }

function dialectOf(platform: string): Dialect {
  if (!isPlatform(platform)) throw new AppError("invalid", "This platform is no longer supported.")
  const { name, capabilities } = manifestOf(platform)
  if (!capabilities.dialect) throw new AppError("invalid", `${name} has no tables to ask. Choose another connection.`)
  return capabilities.dialect
}

/** The one read-only statement of a count. Compiling is also the proof that the filter fits the table as last read. */
export function statementOf(platform: string, { schema, table, columns }: Table, filter: unknown): Statement {
  return compileCount(dialectOf(platform), { schema, name: table, columns }, filterSchema.parse(filter))
}

/** The statement that fetches these columns of the first `most` rows. */
export function selectOf(
  platform: string,
  { schema, table, columns }: Table,
  names: readonly string[],
  filter: unknown,
  most: number,
): Statement {
  return compileSelect(dialectOf(platform), { schema, name: table, columns }, names, filterSchema.parse(filter), most)
}

/** The statement that fetches the next rows in the order of a key. */
export function pageOf(
  platform: string,
  { schema, table, columns }: Table,
  names: readonly string[],
  filter: unknown,
  page: Parameters<typeof compilePage>[4],
): Statement {
  return compilePage(dialectOf(platform), { schema, name: table, columns }, names, filterSchema.parse(filter), page)
}

/** Whether a stored filter still fits. */
export function isLegal(platform: string, table: Table, filter: unknown): boolean {
  try {
    return statementOf(platform, table, filter) !== undefined
  } catch {
    return false
  }
}
