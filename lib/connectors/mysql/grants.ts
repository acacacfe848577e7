import { databasePattern } from "./names"

export type Grant = {
  verbs: string[]
  /** The columns that SELECT is limited to; absent when it is the whole table. */
  columnsOnly: boolean
  /** `*` or a pattern of database names. */
  database: string
  /** `*` or the name of a table. */
  table: string
  revoked: boolean
  /** The user or the role that holds it, quoted by the server. */
  holder: string
}

const path = /^(?:TABLE )?(\*|`(?:[^`]|``)+`|[^`.\s]+)\.(\*|`(?:[^`]|``)+`|[^`.\s]+)$/
const account = /^(?:`(?:[^`]|``)*`|'(?:[^']|'')*'|[^\s@]+)(?:@(?:`(?:[^`]|``)*`|'(?:[^']|'')*'|\S+))?/
const bare = (name: string) => (name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name)

/**
 * What `SHOW GRANTS` said, line by line. Roles, proxies and routines are left out: the grants of active roles come as lines of their own.
 * Nothing of a line is kept but verbs and names, so that the password hash that some servers print goes nowhere.
 */
export function parseGrants(lines: string[]): Grant[] {
  return lines.flatMap((line) => {
    const [, act, verbs, rest] = /^(GRANT|REVOKE) (.+?) ON (.+)$/s.exec(line) ?? []
    if (!act || !verbs || !rest) return []
    const [where = "", who = ""] = rest.split(/ (?:TO|FROM) (?=['`"\w])/)
    const [, database, table] = path.exec(where) ?? []
    if (!database || !table) return []
    return splitVerbs(verbs).map(({ verb, limited }) => ({
      verbs: [verb],
      columnsOnly: limited,
      database: bare(database),
      table: bare(table),
      revoked: act === "REVOKE",
      holder: account.exec(who)?.[0] ?? "",
    }))
  })
}

function splitVerbs(verbs: string) {
  return [...verbs.matchAll(/([A-Z][A-Z _]*?)\s*(\((?:[^)`]|`(?:[^`]|``)*`)*\))?\s*(?:,|$)/g)].map(([, verb = "", columns]) => ({
    verb: verb.trim(),
    limited: columns !== undefined,
  }))
}

/** Does a pattern of a GRANT match this database? `%` and `_` are wild unless escaped. */
export function matchesDatabase(pattern: string, database: string): boolean {
  if (pattern === "*" || pattern === database) return true
  const source = pattern.replace(/\\([\\_%])|[\s\S]/g, (whole, escaped?: string) => {
    if (escaped) return `\\u{${escaped.codePointAt(0)?.toString(16)}}`
    return whole === "%" ? ".*" : whole === "_" ? "." : `\\u{${whole.codePointAt(0)?.toString(16)}}`
  })
  return new RegExp(`^${source}$`, "su").test(database)
}

/** Whether these grants let their holder do `verb` on a table; a verb on columns counts when `partly` is enough. */
export function may(grants: Grant[], verb: string, database: string, table: string, { partly = false } = {}): boolean {
  const covers = (grant: Grant) =>
    (grant.verbs.includes(verb) || grant.verbs.includes("ALL PRIVILEGES") || grant.verbs.includes("ALL")) &&
    (partly || !grant.columnsOnly) &&
    matchesDatabase(grant.database, database) &&
    (grant.table === "*" || grant.table === table)
  const given = grants.filter((grant) => !grant.revoked && covers(grant))
  // A partial revoke takes back what was granted on everything, and not what was granted on the database itself.
  const revoked = grants.some((grant) => grant.revoked && covers(grant))
  return given.some((grant) => grant.database !== "*" || !revoked)
}

const harmless = new Set(["SELECT", "USAGE", "SHOW VIEW", "SHOW DATABASES", "REFERENCES", "PROCESS"])

/** Every right beyond reading, with the statement that takes it back. */
export const excessOf = (grants: Grant[]) =>
  grants
    .filter(({ verbs, revoked }) => !revoked && verbs.some((verb) => !harmless.has(verb)))
    .map(({ verbs, database, table, holder }) => {
      const on = `${database === "*" ? "*" : `\`${database.replaceAll("`", "``")}\``}.${table === "*" ? "*" : `\`${table.replaceAll("`", "``")}\``}`
      return { right: verbs.join(", "), object: `${database}.${table}`, remedy: `REVOKE ${verbs.join(", ")} ON ${on} FROM ${holder};` }
    })

/** The statement that gives SELECT on a whole database, or on one table of it. */
export const grantSelect = (database: string, account: string, table?: string) =>
  table === undefined
    ? `GRANT SELECT ON ${databasePattern(database)}.* TO ${account};`
    : `GRANT SELECT ON \`${database.replaceAll("`", "``")}\`.\`${table.replaceAll("`", "``")}\` TO ${account};`
