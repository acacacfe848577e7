/** Rows that are held at a time. */
export const perPage = 500

/** What counts as a table of the user's, as a condition on `c` (pg_class) and `n` (pg_namespace); $1 is a JSON list of schemas or null. */
export const inScope = `c.relkind in ('r', 'v', 'm', 'p', 'f') and not c.relispartition
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and ($1::text is null or n.nspname in (select pg_catalog.json_array_elements_text($1::text::json)))`

/** The schemas as every query here takes them. */
export const schemasParameter = (schemas: string[]) => (schemas.length > 0 ? JSON.stringify(schemas) : null)

/** What the source believes to hold. A view has no size of its own, and a table that was never counted says -1. */
export const sizeOf = ({ reltuples, relkind }: { reltuples: number; relkind: string }) =>
  reltuples >= 0 && relkind !== "v" ? { estimatedRows: Math.round(reltuples) } : {}
