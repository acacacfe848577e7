import type { ConnectionPage, ConnectionRow } from "../connections/model"

export type Release = { version: string; date?: string; parts: { title: string; items: string[] }[] }

/** Reads the form in which CHANGELOG.md is kept: `## version - date`, `### Added`, and one line an item. */
export function releasesOf(text: string): Release[] {
  const releases: Release[] = []
  for (const line of text.split("\n")) {
    const [, version, date] = /^## \[?([^\]\s]+)\]?(?: - (.+))?$/.exec(line) ?? []
    if (version) releases.push({ version, date, parts: [] })
    const parts = releases.at(-1)?.parts
    const title = /^### (.+)$/.exec(line)?.[1]
    if (title) parts?.push({ title, items: [] })
    const item = /^- (.+)$/.exec(line)?.[1]
    if (item) parts?.at(-1)?.items.push(item)
    else if (/^ {2}\S/.test(line)) parts?.at(-1)?.items.push(`${parts.at(-1)?.items.pop() ?? ""} ${line.trim()}`)
  }
  return releases
}

export type Attention = { tone: "bad" | "warn"; word: string; reason: string; deed: string; trouble?: string }

/** Why a connection wants somebody's hand, and the one thing to do about it; nothing for one that works. */
export function attentionOf(
  row: Pick<ConnectionRow, "status" | "statusReason" | "stuck" | "health" | "missingGrants" | "hasTables">,
): Attention | undefined {
  const { status, statusReason, stuck, health, missingGrants, hasTables } = row
  if (status === "Inactive")
    return { tone: "bad", word: "Inactive", reason: statusReason ?? "It cannot be used.", deed: "See what is wrong", trouble: "inactive" }
  if (stuck) return { tone: "warn", word: "Processing", reason: "Its checks should have ended by now.", deed: "Re-check", trouble: "stuck" }
  if (status !== "Active") return undefined
  if (health === "Unhealthy")
    return {
      tone: "bad",
      word: "Unhealthy",
      reason: statusReason ?? "The last check failed.",
      deed: "See what is wrong",
      trouble: "inactive",
    }
  if (missingGrants > 0)
    return {
      tone: "warn",
      word: "Active",
      reason: `${missingGrants} missing ${missingGrants === 1 ? "grant" : "grants"}: ${hasTables ? "some of its tables cannot be used" : "some jobs cannot use it"}.`,
      deed: missingGrants === 1 ? "See the grant" : "See the grants",
    }
  return undefined
}

/** What Home knows of the connections a person looks after. */
export type Needs = {
  items: { id: string; name: string; locator: string; attention: Attention }[]
  total: number
  more: boolean
  lastRefresh: string | null
}

const rank = ({ tone }: Attention) => (tone === "bad" ? 0 : 1)

export function needsOf(pages: readonly ConnectionPage[], all: ConnectionPage): Needs {
  const rows = [...new Map([...pages, all].flatMap(({ rows }) => rows).map((row) => [row.id, row])).values()]
  const items = rows.flatMap((row) => {
    const attention = attentionOf(row)
    return attention ? [{ id: row.id, name: row.name, locator: row.locator, attention }] : []
  })
  const refreshed = rows.flatMap(({ schemaRefreshedAt }) => schemaRefreshedAt ?? []).sort()
  return {
    items: items.sort((a, b) => rank(a.attention) - rank(b.attention)),
    total: all.total,
    more: all.more,
    lastRefresh: refreshed.at(-1) ?? null,
  }
}
