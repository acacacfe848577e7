import * as z from "zod"
import { choice, list, text } from "../fields"

/** The questions that every store of files asks. Browser-safe. */
export const bucket = {
  ...text("Bucket", { placeholder: "my-company-exports", help: "The name alone, without s3:// or gs://." }),
  schema: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, "Enter the bucket's name alone: small letters, digits, dots and hyphens."),
}

const prefixes = {
  ...list("Prefixes", {
    help: "Folders whose tables are read, separated by commas. Each is a schema. Leave empty for the whole bucket.",
    placeholder: "exports/, crm/daily/",
  }),
}

const format = choice(
  "File format",
  [
    { value: "auto", label: "By the ending of the file name" },
    { value: "csv", label: "CSV, whatever the files are called" },
    { value: "jsonl", label: "JSON lines, whatever the files are called" },
    { value: "parquet", label: "Parquet, whatever the files are called" },
  ],
  "auto",
  { help: "Known endings: .csv, .tsv, .jsonl, .ndjson, .json, .parquet; the first five also with .gz." },
)

const delimiter = choice(
  "CSV delimiter",
  [
    { value: "auto", label: "Found in the first line" },
    { value: ",", label: "Comma" },
    { value: ";", label: "Semicolon" },
    { value: "tab", label: "Tab" },
    { value: "|", label: "Vertical bar" },
  ],
  "auto",
)

const loose = choice(
  "Files directly under a prefix",
  [
    { value: "each", label: "Each is a table of its own" },
    { value: "together", label: "All of them are one table" },
  ],
  "each",
)

const seldom = <F extends object>(field: F) => ({ ...field, optional: true }) as const
export const layout = { prefixes, format: seldom(format), delimiter: seldom(delimiter), loose: seldom(loose) }
export type Layout = { bucket: string; prefixes: string[]; format: Format | "auto"; delimiter: string; loose: "each" | "together" }
export type Format = "csv" | "jsonl" | "parquet"

/** What every store says on its page. */
export const layoutFacts = [
  "CSV, JSON lines and Parquet; CSV and JSON lines also with gzip",
  "A prefix is a schema; a folder of files, a partitioned folder (dt=2026-01-01/) or a single file is a table",
  "Schemas come from samples of the files. A count fetches the files it needs, up to the operator's limit, and deletes them afterwards",
] as const
