import { SourceError, type SourceReason } from "../connector"

const answers: Record<string, [SourceReason, string]> = {
  "not-duckdb": ["file", "This is not a DuckDB database file, or it is damaged. Make the file anew with DuckDB, and upload that."],
  version: [
    "unsupported",
    "This file was written by another generation of DuckDB than Patchbay reads. Export it (EXPORT DATABASE) and import it with DuckDB 1.5 or older 1.x, and upload that.",
  ],
  encrypted: ["unsupported", "This file is encrypted. Upload one that is not."],
  locked: ["file", "Another program has this file open for writing. Close it there, and try again."],
  interrupted: ["timeout", "The source did not answer within the time limit, and the query was cancelled there."],
  catalog: ["missing", "This table no longer exists in the file. Refresh the schema."],
  binder: ["missing", "A column used here no longer exists in the file, or has changed its type. Refresh the schema."],
  conversion: ["unsupported", "A value of a filter does not fit the type of its column."],
  "out of": ["unsupported", "The file needs more memory for this than Patchbay gives it. Narrow the filter."],
  "out of memory": ["unsupported", "The file needs more memory for this than Patchbay gives it. Narrow the filter."],
  io: ["file", "The file could not be read. It may be damaged: upload it again."],
  serialization: ["file", "The file could not be read. It may be damaged: upload it again."],
}

/** A refusal of the engine as our own sentence. */
export function explain(kind: string): SourceError {
  const [reason, message] = answers[kind] ?? [
    "file",
    "The engine refused this question. If it happens again, the file may be damaged: upload it anew.",
  ]
  return new SourceError(reason, message, Object.hasOwn(answers, kind) ? kind.replaceAll(" ", "-") : "engine")
}
