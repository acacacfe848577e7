import "server-only"
import { open } from "node:fs/promises"
import { SourceError } from "../connector"

const beginnings: [string, Buffer][] = [
  ["a Parquet file", Buffer.from("PAR1")],
  ["an SQLite database", Buffer.from("SQLite format 3\0")],
  ["a ZIP file (an Excel workbook is one too)", Buffer.from([0x50, 0x4b, 0x03, 0x04])],
  ["a gzip file", Buffer.from([0x1f, 0x8b])],
  ["a Zstandard file", Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
  ["an Arrow file", Buffer.from("ARROW1")],
  ["an ORC file", Buffer.from("ORC")],
  ["an Avro file", Buffer.from("Obj\x01", "latin1")],
  ["a PDF", Buffer.from("%PDF")],
  ["an old Excel workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
]

/** Looks at the first bytes before the engine does. Every DuckDB file says DUCK at the ninth. */
export async function checkIsDuckdb(path: string): Promise<void> {
  const head = await beginningOf(path)
  if (head.length === 0) throw new SourceError("file", "This file is empty. Upload a DuckDB database file.", "empty")
  if (head.subarray(8, 12).toString("latin1") === "DUCK") return
  const looks = lookOf(head)
  throw new SourceError(
    "file",
    `This is not a DuckDB database file${looks ? `: it looks like ${looks}` : ""}. Make one with DuckDB, and upload that.`,
    "not-duckdb",
  )
}

async function beginningOf(path: string): Promise<Buffer> {
  const handle = await open(path).catch(() => {
    throw new SourceError("file", "The file is not there any more, or Patchbay may not read it.", "gone")
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0)
    return buffer.subarray(0, bytesRead)
  } catch {
    throw new SourceError("file", "The file could not be read.", "gone")
  } finally {
    await handle.close()
  }
}

function lookOf(head: Buffer): string | undefined {
  const found = beginnings.find(([, bytes]) => head.subarray(0, bytes.length).equals(bytes))
  if (found) return found[0]
  const text = head.toString("utf8")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters tell binary from text
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return undefined
  if (/^\s*[[{]/.test(text)) return "a JSON file"
  if (/^\s*(--|create |insert |begin|pragma )/i.test(text)) return "an SQL script"
  return /[,;\t|]/.test(text.split("\n")[0] ?? "") ? "a CSV file" : "a text file"
}
