import { quoteName, quotePath } from "../quote"
import type { Link } from "./link"
import { partsOf } from "./names"

export type Right = { privilege: string; kind: string; path: string[]; role: string }

/** SHOW answers with no more than this at a time. */
export const mostRows = 10_000
const mostRoles = 200

const key = (path: readonly string[]) => JSON.stringify(path)

/** What the session may do: the rights of its roles and of every role granted to those, and of PUBLIC, which everybody has. */
export async function readRights(link: Link, roles: string[]) {
  const rights: Right[] = []
  const seen = new Set<string>()
  const found: { sql: string; role: string }[] = []
  const visit = (kind: "ROLE" | "DATABASE ROLE", path: string[]) => {
    const sql = `${kind} ${quotePath("snowflake", ...path)}`
    if (!seen.has(sql)) found.push({ sql, role: path.join(".") })
    seen.add(sql)
  }
  for (const role of [...roles, "PUBLIC"]) visit("ROLE", [role])
  let whole = true
  for (let next = found.shift(); next; next = found.shift()) {
    if (seen.size > mostRoles) {
      whole = false
      break
    }
    const { sql } = next
    // A role that is not shown, and a list that was cut, leave unknown what is not found.
    const rows = await link.rows(`SHOW GRANTS TO ${sql}`).catch(() => undefined)
    if (!rows || rows.length >= mostRows) whole = false
    for (const { privilege, granted_on: on, name } of rows ?? []) {
      const path = partsOf(name ?? "")
      const kind = (on ?? "").replaceAll("_", " ")
      if (privilege === "USAGE" && (kind === "ROLE" || kind === "DATABASE ROLE")) visit(kind, path)
      else rights.push({ privilege: privilege ?? "", kind, path, role: sql })
    }
  }
  const held = new Set(rights.map(({ privilege, kind, path }) => `${privilege} ${placed.has(kind) ? kind : ""} ${key(path)}`))
  return {
    rights,
    whole,
    roles: [...seen],
    /** Whether a right is held; `"unknown"` when it was not found and not everything could be read. */
    holds(privilege: string, kind: string, path: string[]): boolean | "unknown" {
      const on = `${placed.has(kind) ? kind : ""} ${key(path)}`
      return held.has(`${privilege} ${on}`) || held.has(`OWNERSHIP ${on}`) || (whole ? false : "unknown")
    },
  }
}
export type Rights = Awaited<ReturnType<typeof readRights>>

/** What stands beside tables; everything else that holds rows is told apart by its path alone. */
const placed = new Set([
  "DATABASE",
  "SCHEMA",
  "WAREHOUSE",
  "ACCOUNT",
  "USER",
  "INTEGRATION",
  "STAGE",
  "FUNCTION",
  "PROCEDURE",
  "SEQUENCE",
  "TASK",
])
const harmless = new Set(["USAGE", "SELECT", "REFERENCES", "MONITOR", "REFERENCE_USAGE", "READ", "IMPORTED PRIVILEGES"])
const administrators = new Set(
  ["ACCOUNTADMIN", "SECURITYADMIN", "SYSADMIN", "USERADMIN", "ORGADMIN", "GLOBALORGADMIN"].map(
    (name) => `ROLE ${quoteName("snowflake", name)}`,
  ),
)

/** Everything beyond reading, with the statement that takes it back. */
export function excessOf({ rights, roles }: Rights, session: { role: string; user: string }) {
  const role = quoteName("snowflake", session.role)
  const high = roles
    .filter((sql) => administrators.has(sql))
    .map((sql) => ({
      right: "Administrator role",
      object: sql.slice("ROLE ".length).replaceAll('"', ""),
      remedy: `REVOKE ${sql} FROM ${sql === `ROLE ${role}` ? `USER ${quoteName("snowflake", session.user)}` : `ROLE ${role}`};`,
    }))
  const more = rights
    .filter(({ privilege }) => !harmless.has(privilege))
    .map(({ privilege, kind, path, role: holder }) => {
      const on = kind === "ACCOUNT" ? "ACCOUNT" : `${kind} ${quotePath("snowflake", ...path)}`
      const remedy =
        privilege === "OWNERSHIP"
          ? `GRANT OWNERSHIP ON ${on} TO ROLE {another role} COPY CURRENT GRANTS;`
          : `REVOKE ${privilege} ON ${on} FROM ${holder};`
      return { right: privilege, object: kind === "ACCOUNT" ? "the account" : `${kind.toLowerCase()} ${path.join(".")}`, remedy }
    })
  return [...high, ...more]
}
