import * as z from "zod"
import type { FileId } from "../base/ids"

/** An upload as it arrives: a name to show and a stream that is not trusted. `bytes` is what the sender says, and only that. */
export const newFile = z.strictObject({
  name: z.string().max(1_000),
  bytes: z.number().int().min(0).optional(),
  body: z.custom<ReadableStream<Uint8Array>>((value) => value instanceof ReadableStream, "Choose a file."),
})
export type UploadedFile = { id: FileId; name: string; bytes: number }
/** A file in the operator's folder, offered by its bare name. */
export type FolderFile = { name: string; bytes: number }
