import "server-only"
import { mkdir, open, rename, rm } from "node:fs/promises"
import { env } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"

const megabyte = 1024 * 1024
/** Where a DuckDB file names itself: four letters after a checksum of eight bytes. */
const magic = { at: 8, word: "DUCK" }

const refuse = (message: string) => new AppError("invalid", message, { file: [message] })
const tooLarge = () =>
  refuse(`The file is larger than ${env().PATCHBAY_FILES_MAX_MB} MB. Ask the operator to put it into the shared folder instead.`)

type Upload = { body: ReadableStream<Uint8Array>; bytes?: number }

/** Streams an upload to its place, never more of it in memory than a chunk. Whatever goes wrong, nothing half-written stays. */
export async function receive({ body, bytes }: Upload, folder: string, path: string): Promise<number> {
  const most = env().PATCHBAY_FILES_MAX_MB * megabyte
  const draft = `${path}.part`
  try {
    if (bytes !== undefined && bytes > most) throw tooLarge()
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const received = await write(body, draft, most)
    // A sender that promised another size was cut off on the way.
    if (bytes !== undefined && received !== bytes) throw refuse("The upload was interrupted. Upload the file again.")
    await rename(draft, path)
    return received
  } catch (error) {
    await body.cancel().catch(() => {})
    await rm(draft, { force: true })
    throw error
  }
}

async function write(body: ReadableStream<Uint8Array>, draft: string, most: number): Promise<number> {
  const file = await open(draft, "wx", 0o600)
  let received = 0
  let head = Buffer.alloc(0)
  try {
    for await (const chunk of body.values({ preventCancel: true })) {
      received += chunk.byteLength
      if (received > most) throw tooLarge()
      if (head.length < magic.at + magic.word.length) {
        head = Buffer.concat([head, chunk.subarray(0, 64)])
        if (head.length >= magic.at + magic.word.length && !isDuckDb(head)) throw notDuckDb()
      }
      await file.writeFile(chunk)
    }
    if (!isDuckDb(head)) throw notDuckDb()
    await file.sync()
    return received
  } finally {
    await file.close()
  }
}

const isDuckDb = (head: Buffer) => head.toString("latin1", magic.at, magic.at + magic.word.length) === magic.word
const notDuckDb = () => refuse("This is not a DuckDB file. Choose a database file that DuckDB has written.")
