import type { Readable } from "node:stream"

/** One object of a bucket. The tag changes whenever its content does. */
export type Entry = { key: string; size: number; tag: string }
/** One page of a listing, in the order of the names; `folders` end with a slash and come only when the listing is folded. */
export type Page = { entries: Entry[]; folders: string[]; next?: string }

/** All that is asked of a place that holds files. A refusal is a SourceError in the store's own words. */
export type Store = {
  /** What begins with `prefix`; folded, what lies deeper is told as one folder. `next` of the last page goes on from there. */
  list(prefix: string, options: { folded: boolean; next?: string; most?: number; signal?: AbortSignal }): Promise<Page>
  /** The bytes of one object, or the part from `from` up to and with `to`. */
  read(key: string, options: { range?: { from: number; to: number }; signal?: AbortSignal }): Promise<Readable>
  head(key: string): Promise<Entry | undefined>
}

/** A range as one buffer; objects can be shorter than asked for. */
export async function readRange(store: Store, key: string, range: { from: number; to: number }, signal?: AbortSignal): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await store.read(key, { range, signal })) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
