import { SourceError } from "../connector"
import { formatOf, nameOf } from "./formats"
import type { Format, Layout } from "./settings"
import type { Entry, Page, Store } from "./store"

/** A table before its files were opened: where they are, some of them, and how its folder is divided. */
export type Place = {
  schema: string
  name: string
  /** The folder of its files, or the one file. */
  at: { folder: string } | { entry: Entry }
  format: Format
  /** Files to learn the columns from. */
  samples: Entry[]
  /** `key=value` of the folders on the way to a sample, if the folder is partitioned. */
  partitions: string[]
  note?: string
}

/** A listing of a folder is read up to here: it suffices to see what the folder is. */
/** Of one folder. A store may answer with fewer than asked: what counts is what was seen. */
const mostSeen = 20_000
const mostTables = 10_000
const mostLoose = 2_000
const deepest = 8
const mostSamples = 3

export const isPartition = (folder: string) => /^[^=/]+=/.test(nameOf(folder))
export const schemaOfPrefix = (prefix: string, { bucket }: Pick<Layout, "bucket">) => prefix.replace(/\/$/, "") || bucket
export const prefixesOf = ({ prefixes }: Pick<Layout, "prefixes">) =>
  prefixes.length === 0 ? [""] : prefixes.map((prefix) => `${prefix.replace(/^\/+|\/+$/g, "")}/`)
/** What a prefix itself is called when it is a table. */
export const ownName = (prefix: string, { bucket }: Pick<Layout, "bucket">) => nameOf(prefix) || bucket

export async function* pagesOf(store: Store, prefix: string, folded: boolean, signal?: AbortSignal): AsyncGenerator<Page> {
  let next: string | undefined
  do {
    const page = await store.list(prefix, { folded, signal, ...(next === undefined ? {} : { next }) })
    yield page
    next = page.next
  } while (next !== undefined)
}

/** Every table under the chosen prefixes, while the listing goes on: memory is bounded by a page. */
export async function* places(store: Store, layout: Layout): AsyncGenerator<Place> {
  let tables = 0
  for (const prefix of prefixesOf(layout))
    for await (const place of under(store, prefix, layout)) {
      if (++tables > mostTables) throw tooMany(mostTables, "tables")
      yield place
    }
}

async function* under(store: Store, prefix: string, layout: Layout): AsyncGenerator<Place> {
  const schema = schemaOfPrefix(prefix, layout)
  const whole = { schema, name: ownName(prefix, layout), folder: prefix }
  let held: Entry | undefined
  let first = true
  for await (const { entries, folders, next } of pagesOf(store, prefix, true)) {
    // The prefix is one table; folders that are no partitions are tables beside it.
    if (layout.loose === "together" || (first && folders.some(isPartition))) return yield* asTables(store, whole, layout, 0)
    // What cannot be read to its end is not begun.
    if (first && next !== undefined && (await survey(store, prefix, layout)).files.length >= mostLoose)
      throw tooMany(mostLoose, "files directly under a prefix, each a table of its own")
    first = false
    const sorted = [...entries.map((entry) => ({ key: entry.key, entry })), ...folders.map((key) => ({ key, entry: undefined }))]
    for (const { key, entry } of sorted.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      // A folder of the same name takes precedence, and always comes right after the file.
      if (held && key !== `${held.key}/`) yield alone(schema, held, layout)
      held = entry && formatOf(key, layout) ? entry : undefined
      if (!entry) yield* asTables(store, { schema, name: nameOf(key), folder: key }, layout, 1)
    }
  }
  if (held) yield alone(schema, held, layout)
}

const alone = (schema: string, entry: Entry, layout: Layout): Place => ({
  schema,
  name: nameOf(entry.key),
  at: { entry },
  format: formatOf(entry.key, layout) ?? "csv",
  samples: [entry],
  partitions: [],
})

type Folder = { schema: string; name: string; folder: string }

/** A folder is a table if it holds files or partitions; its other folders are looked into. */
async function* asTables(store: Store, { schema, name, folder }: Folder, layout: Layout, depth: number): AsyncGenerator<Place> {
  const { files, folders, others, cut } = await survey(store, folder, layout)
  const parts = folders.filter(isPartition)
  const found = parts.length > 0 ? await samplesIn(store, parts, layout) : { samples: spread(files), partitions: [] }
  const [first] = found.samples
  if (first) {
    const format = formatOf(first.key, layout) ?? "csv"
    const notes = [
      others > 0 && `${others === 1 ? "One file of another format is" : `${others} files of other formats are`} left out.`,
      parts.length > 0 && files.length > 0 && "Files beside the partitions are left out.",
      cut && "The folder is large: only the beginning of its listing was looked at.",
    ].filter((note) => typeof note === "string")
    yield { schema, name, at: { folder }, format, ...found, ...(notes.length > 0 ? { note: notes.join(" ") } : {}) }
  }
  if (depth >= deepest) return
  for (const deeper of folders)
    if (!isPartition(deeper)) {
      const own = nameOf(deeper)
      yield* asTables(store, { schema, name: depth === 0 ? own : `${name}/${own}`, folder: deeper }, layout, depth + 1)
    }
}

async function survey(store: Store, folder: string, layout: Layout) {
  const files: Entry[] = []
  const folders: string[] = []
  let [seen, others, cut] = [0, 0, false]
  for await (const page of pagesOf(store, folder, true)) {
    for (const entry of page.entries) {
      const format = formatOf(entry.key, layout)
      if (!format || entry.size === 0) continue
      if (files[0] && format !== formatOf(files[0].key, layout)) others++
      else if (files.length < mostLoose) files.push(entry)
      else files[files.length - 1] = entry
    }
    folders.push(...page.folders)
    seen += page.entries.length + page.folders.length
    if (seen >= mostSeen && page.next !== undefined) {
      cut = true
      break
    }
  }
  return { files, folders, others, cut }
}

const spread = (files: Entry[]) =>
  [...new Set([files[0], files[files.length >> 1], files.at(-1)])].filter((entry) => entry !== undefined).slice(0, mostSamples)

/** Down the first and the last partition to a file each. */
async function samplesIn(store: Store, parts: string[], layout: Layout): Promise<{ samples: Entry[]; partitions: string[] }> {
  const samples: Entry[] = []
  let partitions: string[] = []
  for (const part of new Set([parts[0], parts.at(-1)])) {
    const walked: string[] = []
    for (let at = part; at && walked.length < deepest; ) {
      walked.push(nameOf(at).split("=")[0] ?? "")
      const { files, folders } = await survey(store, at, layout)
      if (files[0]) samples.push(files[0])
      at = files[0] ? undefined : folders.filter(isPartition).at(part === parts[0] ? 0 : -1)
    }
    if (walked.length > partitions.length) partitions = walked
  }
  return { samples, partitions: partitions.map(decoded) }
}

/** Names and values of partitions are escaped as in an address. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const tooMany = (most: number, what: string) =>
  new SourceError(
    "unsupported",
    `There are more than ${most.toLocaleString("en-US")} ${what}, which is the limit. Make a connection that takes files directly under a prefix together as one table, or that names prefixes with fewer.`,
    "too-many",
  )
