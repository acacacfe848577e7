import { constants, gunzipSync } from "node:zlib"
import { SourceError } from "../connector"
import type { Format, Layout } from "./settings"

const endings: Record<string, Format> = {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  json: "jsonl",
  jsonl: "jsonl",
  ndjson: "jsonl",
  parquet: "parquet",
  pq: "parquet",
}
export const nameOf = (key: string) => key.slice(key.lastIndexOf("/", key.length - 2) + 1).replace(/\/$/, "")

/** What a file is, judged by its name or by the person's word; nothing for marks such as _SUCCESS and for what is not data. */
export function formatOf(key: string, { format }: Pick<Layout, "format">): Format | undefined {
  const name = nameOf(key)
  if (key.endsWith("/") || /^[._]/.test(name)) return undefined
  if (format !== "auto") return format
  const [, ending = "", zipped] = /\.([a-z]+)(\.gz)?$/i.exec(name) ?? []
  const found = Object.hasOwn(endings, ending.toLowerCase()) ? endings[ending.toLowerCase()] : undefined
  return found === "parquet" && zipped ? undefined : found
}
export const isZipped = (key: string) => /\.gz$/i.test(key)

const wrong = (key: string, words: string, code: string) => new SourceError("file", `${nameOf(key)}: ${words}`, code)

/** The beginning of a text file: unpacked, and cut after its last whole line when there is more of it. */
export function textOf(key: string, bytes: Buffer, whole: boolean): Buffer {
  const plain = isZipped(key) ? unpacked(key, bytes) : bytes
  if (plain.subarray(0, 4).toString("latin1") === "PAR1")
    throw wrong(key, "this is a Parquet file with another ending. Rename it.", "misnamed")
  if (!isZipped(key) && plain[0] === 0x1f && plain[1] === 0x8b)
    throw wrong(key, "this file is packed with gzip. Give it the ending .gz.", "misnamed")
  if (plain.includes(0)) throw wrong(key, "this is not a text in UTF-8. Write it as UTF-8.", "encoding")
  if (whole && !isZipped(key)) return plain
  const end = plain.lastIndexOf("\n")
  if (end < 0 && !whole)
    throw wrong(key, "its first line is longer than Patchbay reads at once. Check that lines end with a newline.", "long-line")
  return end < 0 ? plain : plain.subarray(0, end + 1)
}

function unpacked(key: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 32 * 1024 * 1024 })
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE")
      throw wrong(key, "it unpacks to far more than its size. Write smaller files.", "bomb")
    throw wrong(key, "it ends with .gz, and is not packed with gzip, or is damaged.", "gzip")
  }
}

const delimiters = [",", ";", "\t", "|"]
const spelled = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars" } as Record<string, string>

/** The first line of a CSV file and what its names are divided by. */
export function headerOf(key: string, text: Buffer, { delimiter }: Pick<Layout, "delimiter">): { names: string[]; delimiter: string } {
  const line = firstLine(text.toString("utf8").replace(/^\ufeff/, ""))
  if (!line.trim()) throw wrong(key, "it has no first line with the names of the columns.", "no-header")
  const chosen = delimiter === "auto" ? undefined : delimiter === "tab" ? "\t" : delimiter
  const counts = delimiters.map((one) => ({ one, names: divided(line, one) })).toSorted((a, b) => b.names.length - a.names.length)
  const best = counts[0] ?? { one: ",", names: [line] }
  const used = chosen ?? best.one
  const names = divided(line, used)
  if (names.length === 1 && best.names.length > 1)
    throw wrong(
      key,
      `read with ${spelled[used]} it has one column only, while its first line holds ${spelled[best.one]}. Choose another CSV delimiter.`,
      "delimiter",
    )
  return { names: distinct(names), delimiter: used }
}

function firstLine(text: string): string {
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"' && (quoted || at === 0 || delimiters.includes(text[at - 1] ?? ""))) quoted = !quoted
    else if (!quoted && (text[at] === "\n" || text[at] === "\r")) return text.slice(0, at)
  }
  return text
}

function divided(line: string, by: string): string[] {
  const parts: string[] = []
  let [part, quoted] = ["", false]
  for (const char of line) {
    // A quotation mark in the middle of a name is a letter like any other.
    if (char === '"' && (quoted || part === "")) quoted = !quoted
    if (char === by && !quoted) {
      parts.push(part)
      part = ""
    } else part += char
  }
  return [...parts, part].map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/s, "$1")
      .replaceAll('""', '"'),
  )
}

/** Two columns of one name, or none, get names of their own: the engine cannot tell them apart otherwise. */
function distinct(names: string[]): string[] {
  const seen = new Set<string>()
  return names.map((name, at) => {
    let free = name || `column${at + 1}`
    for (let next = 2; seen.has(free.toLowerCase()); next++) free = `${name || `column${at + 1}`}_${next}`
    seen.add(free.toLowerCase())
    return free
  })
}
