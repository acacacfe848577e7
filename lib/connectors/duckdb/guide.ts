import { late, nothingVisible } from "../common-causes"
import type { Guide } from "../connector"

export const duckdbGuide: Guide = {
  steps: [
    {
      title: "Make the file",
      text: "Write the tables that your teams need into one database file. CSV, Parquet and JSON files become tables in one line each.",
      code: "duckdb customers.duckdb \"CREATE TABLE customers AS FROM 'customers.csv'\"",
    },
    {
      title: "Close it",
      text: "End every program that has the file open for writing: a file that is being written cannot be read safely. Leave out what nobody needs: whoever may use the connection may count on all of it.",
    },
    {
      title: "Bring it here",
      text: "Upload it in the connect form. If it is too large for that, ask the operator to put it into Patchbay's folder; it is then read from there, and a newer file of the same name is taken up at the next refresh.",
    },
  ],
  causes: [
    {
      reason: "file",
      says: "This is not a DuckDB database file",
      why: "It is a CSV, Parquet, SQLite or other file, or it is damaged.",
      remedy: "Make a database file with the line of step 1, and upload that.",
    },
    {
      reason: "file",
      says: "Another program has this file open for writing.",
      why: "DuckDB lets one writer in, and no reader beside it.",
      remedy: "Close it there, and re-check.",
    },
    {
      reason: "file",
      says: "The file is not there any more",
      why: "It was moved or renamed in the operator's folder.",
      remedy: "Put it back under the same name, or make a connection with the new one.",
    },
    {
      reason: "file",
      says: "The file could not be read.",
      why: "It was cut off on its way, or is damaged.",
      remedy: "Open it with DuckDB where it was made. If that works, upload it anew.",
    },
    {
      reason: "unsupported",
      says: "This file was written by another generation of DuckDB than Patchbay reads.",
      why: "Its format is newer than that of DuckDB 1.x, or older than 1.0.",
      remedy: "EXPORT DATABASE there, IMPORT DATABASE with DuckDB 1.x, and upload that file.",
    },
    {
      reason: "unsupported",
      says: "This file is encrypted.",
      why: "Patchbay has no key for it, and asks for none.",
      remedy: "Upload one that is not. Patchbay keeps uploads where only its own worker reads them.",
    },
    {
      reason: "unsupported",
      says: "The file needs more memory for this than Patchbay gives it.",
      why: "The engine works within a limit, so that one count cannot stop the others.",
      remedy: "Narrow the filter.",
    },
    nothingVisible,
    {
      reason: "missing",
      says: "This table no longer exists in the file.",
      why: "A newer file came without it.",
      remedy: "Refresh the schema.",
    },
    {
      reason: "timeout",
      says: "The file could not be opened in 15 seconds.",
      why: "It is damaged, or too big for the machine.",
      remedy: "Open it with DuckDB yourself. Split it if it is large.",
    },
    late,
  ],
}
