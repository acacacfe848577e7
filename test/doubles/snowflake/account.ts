import { createPublicKey, type KeyObject } from "node:crypto"

export type User = {
  name: string
  keys: KeyObject[]
  defaultRole?: string
  roles: Set<string>
  /** Whether the roles beside the chosen one count too. */
  secondary: boolean
  disabled?: boolean
  /** A network policy keeps the caller's address out. */
  barred?: boolean
}
export type Warehouse = { name: string; state: "STARTED" | "SUSPENDED"; autoResume: boolean; starts: number }
export type Grant = { privilege: string; kind: string; path: string[]; role: string }

/** What Snowflake answers to a statement that it does not run. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly sqlState: string,
    message: string,
    readonly status = 422,
  ) {
    super(message)
  }
}
export const notThere = (kind: string, name: string) =>
  new Refused("002003", "42S02", `SQL compilation error:\n${kind} '${name}' does not exist or not authorized.`)

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((part, at) => part === b[at])

/** A name or a path as SQL writes it: bare parts are capitals. */
export const pathIn = (text: string): string[] =>
  [...text.trim().matchAll(/"((?:[^"]|"")*)"|([^.\s]+)/g)].map(
    ([, quoted, bare = ""]) => quoted?.replaceAll('""', '"') ?? bare.toUpperCase(),
  )
/** And back, quoted only where it must be. */
export const pathOf = (path: readonly string[]): string =>
  path.map((part) => (/^[A-Z_][A-Z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`)).join(".")

type Objects = (schema: string[]) => Promise<{ name: string; kind: string }[]>

/** People, roles, warehouses and grants of one account, changed by the statements that an administrator would run. */
export function account(name: string, objects: Objects) {
  const users = new Map<string, User>()
  const roles = new Map<string, Set<string>>([["PUBLIC", new Set()]])
  /** The roles that live in a database; they stand among the others under their whole path. */
  const databaseRoles = new Set<string>()
  const warehouses = new Map<string, Warehouse>()
  let grants: Grant[] = []

  /** A role, PUBLIC, and every role granted to them, however deep. */
  function reach(...from: string[]): Set<string> {
    const found = new Set<string>()
    const visit = (role: string) => {
      if (found.has(role) || !roles.has(role)) return
      found.add(role)
      for (const inner of roles.get(role) ?? []) visit(inner)
    }
    for (const role of [...from, "PUBLIC"]) visit(role)
    return found
  }

  const known = <T>(map: Map<string, T>, kind: string, key: string): T => {
    const found = map.get(key)
    if (!found) throw notThere(kind, key)
    return found
  }

  /** CREATE ROLE, CREATE USER, GRANT and REVOKE; nothing of an administrator's is checked. */
  async function run(sql: string): Promise<void> {
    for (const statement of sql.split(/;\s*(?:\n|$)/).filter((part) => part.trim())) await one(statement.trim())
  }

  async function one(sql: string) {
    const [, made, what = ""] = /^CREATE (DATABASE ROLE|ROLE|USER|WAREHOUSE) (\S+|".*?")(?: |$)/i.exec(sql) ?? []
    const [key = ""] = pathIn(what)
    if (made === "ROLE") return void roles.set(key, new Set())
    if (made === "DATABASE ROLE") {
      databaseRoles.add(pathOf(pathIn(what)))
      return void roles.set(pathOf(pathIn(what)), new Set())
    }
    if (made === "WAREHOUSE")
      return void warehouses.set(key, { name: key, state: "SUSPENDED", autoResume: !/AUTO_RESUME = FALSE/.test(sql), starts: 0 })
    if (made === "USER") {
      const pem = /RSA_PUBLIC_KEY = '([^']+)'/.exec(sql)?.[1]
      const [defaultRole] = pathIn(/DEFAULT_ROLE = ("[^"]*"|\S+)/.exec(sql)?.[1] ?? "")
      return void users.set(key.toUpperCase(), {
        name: key.toUpperCase(),
        keys: pem ? [createPublicKey({ key: Buffer.from(pem, "base64"), format: "der", type: "spki" })] : [],
        ...(defaultRole ? { defaultRole } : {}),
        roles: new Set(),
        secondary: /DEFAULT_SECONDARY_ROLES = \('ALL'\)/.test(sql),
      })
    }
    const [, verb, given = "", whose, to = ""] =
      /^(GRANT|REVOKE) (.+) (?:TO|FROM) (DATABASE ROLE|ROLE|USER) ("(?:[^"]|"")*"|\S+)(?: COPY CURRENT GRANTS)?$/s.exec(sql) ?? []
    const named = (kind: string | undefined, path: string) =>
      kind?.startsWith("DATABASE") ? pathOf(pathIn(path)) : (pathIn(path)[0] ?? "")
    const holder = named(whose, to)
    if (!verb) throw new Refused("001003", "42000", `SQL compilation error:\nsyntax error: ${sql.slice(0, 60)}`)
    const add = verb === "GRANT"
    const [, kind, role] = /^(DATABASE ROLE|ROLE) (.+)$/.exec(given) ?? []
    if (role) {
      const inner = named(kind, role)
      known(roles, "Role", inner)
      const set = whose === "USER" ? known(users, "User", holder).roles : known(roles, "Role", holder)
      return void (add ? set.add(inner) : set.delete(inner))
    }
    known(roles, "Role", holder)
    const [, privileges = "", on = ""] = /^(.+?) ON (.+)$/s.exec(given) ?? []
    for (const privilege of privileges.split(",").map((part) => part.trim()))
      for (const { kind, path } of await targets(on)) {
        grants = grants.filter(
          (grant) =>
            !(
              grant.privilege === privilege &&
              same(grant.path, path) &&
              grant.kind === kind &&
              (grant.role === holder || privilege === "OWNERSHIP")
            ),
        )
        if (add) grants.push({ privilege, kind, path, role: holder })
      }
  }

  async function targets(on: string): Promise<Pick<Grant, "kind" | "path">[]> {
    if (on === "ACCOUNT") return [{ kind: "ACCOUNT", path: [name] }]
    const [, every, plural, schema = ""] = /^(ALL|FUTURE) (TABLES|VIEWS) IN SCHEMA (.+)$/.exec(on) ?? []
    // What is promised to tables of the future changes nothing today.
    if (every === "FUTURE") return []
    if (every)
      return (await objects(pathIn(schema)))
        .filter(({ kind }) => `${kind}S` === plural)
        .map(({ name: table, kind }) => ({ kind, path: [...pathIn(schema), table] }))
    const [, kind = "", path = ""] = /^([A-Z ]+?) ((?:"|\S).*)$/s.exec(on) ?? []
    return [{ kind, path: pathIn(path) }]
  }

  return {
    name,
    users,
    roles,
    databaseRoles,
    warehouses,
    run,
    reach,
    grantsOf: (role: string) => grants.filter((grant) => grant.role === role),
    /** A question that answers quickly: does any of these roles hold one of the privileges, or any at all, on this? */
    rightsOf(held: Set<string>) {
      const own = grants.filter(({ role }) => held.has(role))
      const any = new Set(own.map(({ path }) => JSON.stringify(path)))
      const exact = new Set(own.map(({ privilege, path }) => `${privilege} ${JSON.stringify(path)}`))
      return {
        any: (...path: string[]) => any.has(JSON.stringify(path)),
        may: (privilege: string, ...path: string[]) => ["OWNERSHIP", privilege].some((one) => exact.has(`${one} ${JSON.stringify(path)}`)),
      }
    },
  }
}
export type Account = ReturnType<typeof account>
