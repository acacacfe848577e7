import "server-only"

export type Cells = (string | null)[][]

/** What a preview may weigh. */
const mostBytes = 256 * 1024

/** The names and as many whole rows as the weight allows. What no table can keep is taken out of a cell. */
export function bounded(names: readonly string[], rows: Cells): Cells {
  const kept: Cells = [[...names]]
  let bytes = weigh(kept[0] ?? [])
  for (const row of rows) {
    const plain = row.map((cell) => cell?.replaceAll("\0", "").toWellFormed() ?? null)
    bytes += weigh(plain)
    if (bytes > mostBytes) break
    kept.push(plain)
  }
  return kept
}

const weigh = (row: (string | null)[]) => Buffer.byteLength(JSON.stringify(row))
