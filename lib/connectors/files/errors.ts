import { SourceError, type SourceReason } from "../connector"

const answers: Record<string, [SourceReason, string]> = {
  parquet: ["file", "A Parquet file is damaged or cut off: its end is missing. Write it anew."],
  encoding: ["file", "A file is not a text in UTF-8. Write it as UTF-8."],
  csv: [
    "file",
    "A row of a CSV file has more or fewer values than its first line has names, or a quotation mark is never closed. Write the file anew, or choose another CSV delimiter.",
  ],
  "invalid input": [
    "file",
    "A row of a file cannot be read: it has more or fewer values than there are names, or a value does not fit its column. Write the file anew.",
  ],
  json: ["file", "A line is not one whole JSON object. Write one object on each line."],
  number: [
    "file",
    "A file holds something that is not a number in a column that held only numbers when the schema was read. Refresh the schema, or put files of another shape into another folder.",
  ],
  conversion: [
    "file",
    "A file holds a value of another type than its column had when the schema was read. Refresh the schema, or put files of another shape into another folder.",
  ],
  interrupted: ["timeout", "The source did not answer within the time limit, and the query was cancelled there."],
  catalog: ["missing", "This table is not among the files any more. Refresh the schema."],
  binder: ["missing", "A column used here is not in the files any more, or has changed its type. Refresh the schema."],
  permission: ["unsupported", "Patchbay only reads."],
  "out of": ["unsupported", "This needs more memory than Patchbay gives it. Narrow the filter."],
  "out of memory": ["unsupported", "This needs more memory than Patchbay gives it. Narrow the filter."],
  io: ["file", "A file could not be read. It may be damaged or cut off: write it anew."],
}

/** What the engine refused, as our own sentence. */
export const engineWords = {
  explain(kind: string) {
    const [reason, message] = answers[kind] ?? [
      "file",
      "The engine could not read the files of this table. If it happens again, write them anew.",
    ]
    return new SourceError(reason, message, Object.hasOwn(answers, kind) ? kind.replaceAll(" ", "-") : "engine")
  },
  crashed: () =>
    new SourceError(
      "file",
      "The engine stopped while it read the files: one is damaged, or needs more memory than it may have.",
      "crashed",
    ),
  late: () => new SourceError("timeout", "The engine did not start in 15 seconds. Try again; this machine may be overloaded.", "late"),
}
