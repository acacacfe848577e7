import "server-only"
import { stringify } from "csv-stringify/sync"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { seesRows } from "@/lib/dependents/standing"
import { previewOf, queryFor } from "./find"
import { queryRef } from "./model"

/** The rows of the latest refresh as a file for a spreadsheet. What would begin a formula there is made plain text. */
export const downloadQuery = query("query.download", queryRef, async (ctx, { queryId }): Promise<{ name: string; csv: string }> => {
  const found = await queryFor(ctx, queryId)
  if (!seesRows(found, personOf(ctx), now()))
    throw new AppError("forbidden", "The rows are for those who may use the connection of this query.")
  const preview = await previewOf(ctx, queryId)
  if (!preview) throw new AppError("not_found", "There are no rows yet. Refresh the query first.")
  const csv = stringify([preview.columns, ...preview.rows], { escape_formulas: true, bom: true, record_delimiter: "windows" })
  return { name: found.name, csv }
})
