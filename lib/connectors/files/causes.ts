import type { Cause } from "../connector"

/** What the files of a bucket can be at fault for, whoever keeps them. */
export const filesCauses: readonly Cause[] = [
  {
    reason: "file",
    says: "A row of a CSV file has more or fewer values than its first line has names",
    why: "The delimiter is another one, a value holds it without quotation marks, or the file has no line of names.",
    remedy: "Choose the CSV delimiter in a new connection, or write the file anew.",
  },
  {
    reason: "file",
    says: "A Parquet file is damaged or cut off: its end is missing.",
    why: "It is still being written, or writing it was broken off.",
    remedy: "Write it anew. Write under another name and rename at the end.",
  },
  {
    reason: "file",
    says: "A file holds a value of another type than its column had when the schema was read.",
    why: "A newer file has another shape than those that were looked at.",
    remedy: "Refresh the schema, or put files of another shape into another folder.",
  },
  {
    reason: "missing",
    says: "This table is not among the files any more.",
    why: "Its folder was emptied or renamed.",
    remedy: "Refresh the schema.",
  },
]
