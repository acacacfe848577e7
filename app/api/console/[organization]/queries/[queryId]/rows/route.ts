import type { QueryId } from "@/lib/base/ids"
import { contextFor } from "@/lib/doors/context"
import { refuse } from "@/lib/doors/route"
import { downloadQuery } from "@/lib/queries/download"

type Props = { params: Promise<{ organization: string; queryId: string }> }

/** The rows as a file. Its name is the query's, spelled so that no header can be broken by it. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const { organization, queryId } = await params
    // What stands in the address is unknown; the verb's own schema decides whether it is an id.
    const { name, csv } = await downloadQuery(await contextFor(organization), { queryId: queryId as QueryId })
    const file = encodeURIComponent(`${name}.csv`).replaceAll("'", "%27")
    return new Response(csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="query.csv"; filename*=UTF-8''${file}`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    })
  } catch (error) {
    return refuse(error, downloadQuery.verb)
  }
}
