/** The names in a bucket, sorted; a million of them need not be held. */
export type Keys = { length: number; at(index: number): string }

export const keysOf = (names: Iterable<string>): Keys => {
  const sorted = [...names].toSorted((a, b) => (a < b ? -1 : 1))
  return { length: sorted.length, at: (index) => sorted[index] ?? "" }
}

/** `before000000after`, counted up. */
export const numbered = (length: number, before: string, after: string): Keys => {
  const digits = String(length - 1).length
  return { length, at: (index) => `${before}${String(index).padStart(digits, "0")}${after}` }
}

/** The first index whose name is not smaller. */
function search(keys: Keys, wanted: string): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys.at(middle) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** One page: names and, with a delimiter, what stands for all names that go on after it. */
export function pageOf(keys: Keys, { prefix, delimiter, after, most }: { prefix: string; delimiter: string; after: string; most: number }) {
  const names: string[] = []
  const folders: string[] = []
  let at = search(keys, after > prefix ? after : prefix)
  if (after && keys.at(at) === after) at++
  // Nothing is told twice: what lies in a folder that was the last of a page is passed over.
  if (delimiter && after.endsWith(delimiter)) at = search(keys, `${after}\uffff`)
  let last = ""
  while (at < keys.length && keys.at(at).startsWith(prefix)) {
    if (names.length + folders.length >= most) return { names, folders, next: last }
    const key = keys.at(at)
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1
    last = end < 0 ? key : key.slice(0, end + 1)
    ;(end < 0 ? names : folders).push(last)
    at = end < 0 ? at + 1 : search(keys, `${last}\uffff`)
  }
  return { names, folders, next: undefined }
}
