import type { PlatformId } from "./manifests"

/** What a string said, before it becomes answers. */
export type Parts = {
  platform: Extract<PlatformId, "postgres" | "mysql">
  host?: string
  port?: string
  database?: string
  schemas?: string
  user?: string
  password?: string
  tls?: string
  /** The names of parameters that were there and mean nothing to us. */
  extra?: string[]
  notes?: string[]
}

const schemes: Record<string, Parts["platform"]> = {
  postgres: "postgres",
  postgresql: "postgres",
  pgsql: "postgres",
  mysql: "mysql",
  mysql2: "mysql",
  mariadb: "mysql",
}

/** Parameters by any of their names. */
const known: Record<string, Exclude<keyof Parts, "platform" | "extra" | "notes">> = {
  host: "host",
  hostaddr: "host",
  port: "port",
  dbname: "database",
  database: "database",
  user: "user",
  username: "user",
  password: "password",
  sslmode: "tls",
  "ssl-mode": "tls",
  ssl_mode: "tls",
  usessl: "tls",
  schema: "schemas",
  currentschema: "schemas",
}

function fold(platform: Parts["platform"], pairs: Iterable<[string, string]>): Parts {
  const parts: Parts = { platform }
  const extra: string[] = []
  for (const [name, value] of pairs) {
    const key = name.toLowerCase()
    const slot = Object.hasOwn(known, key) ? known[key] : undefined
    if (!slot) extra.push(name.slice(0, 40))
    // useSSL=true asks for no more than we do anyway.
    else if (!(slot === "tls" && value === "true")) parts[slot] ??= value
  }
  return extra.length > 0 ? { ...parts, extra } : parts
}

/** `postgres://…`, `mysql://…`, with or without a driver in the scheme or `jdbc:` before it. */
export function fromUrl(text: string): Parts | undefined {
  const plain = unquoted(text)
  const [, scheme = "", authority = "", path = "", query = ""] =
    /^(?:jdbc:)?([a-z0-9]+)(?:\+[a-z0-9]+)?:\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?/i.exec(plain) ?? []
  const platform = Object.hasOwn(schemes, scheme.toLowerCase()) ? schemes[scheme.toLowerCase()] : undefined
  if (!platform) return undefined
  const at = authority.lastIndexOf("@")
  const [user = "", password] = halves(authority.slice(0, Math.max(at, 0)), ":")
  const from = fold(platform, new URLSearchParams(query))
  const host = authority.slice(at + 1)
  return {
    ...from,
    ...(host ? { host: decoded(host) } : {}),
    ...(path ? { database: decoded(path) } : {}),
    ...(user ? { user: decoded(user) } : {}),
    ...(password ? { password: decoded(password) } : {}),
  }
}

/** `host=… port=… dbname=…`, values in single quotes where needed. */
export function fromKeywords(text: string): Parts | undefined {
  if (!/^\s*(host|hostaddr|port|dbname|user|password|sslmode)\s*=/i.test(text)) return undefined
  const pairs = [...text.matchAll(/(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S*))/g)].map(
    ([, name = "", quoted, bare = ""]): [string, string] => [name, (quoted ?? bare).replace(/\\(.)/g, "$1")],
  )
  return fold("postgres", pairs)
}

const variable = /^\s*(?:export\s+|set\s+)?([A-Za-z_]\w*)\s*[=:]\s*(.*?)\s*$/

/** A block of environment variables, as in a `.env` file. */
export function fromVariables(text: string): Parts | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() && !/^\s*#/.test(line))
  const pairs = lines
    .map((line) => variable.exec(line))
    .map((match) => match && ([match[1]?.toUpperCase() ?? "", unquoted(match[2] ?? "")] as const))
  const read = new Map(pairs.filter((pair) => pair !== null))
  if (read.size === 0 || read.size < lines.length / 2) return undefined
  const url = [...read].map(([, value]) => fromUrl(value)).find(Boolean)
  if (url) return url
  const names = [...read.keys()].join(" ")
  const platform = /\b(MYSQL|MARIADB)_/.test(names)
    ? "mysql"
    : /\b(PG[A-Z]+|POSTGRES(QL)?_\w+)\b/.test(names)
      ? "postgres"
      : read.get("DB_PORT") === "3306"
        ? "mysql"
        : "postgres"
  const pick = (...endings: string[]) =>
    [...read].find(
      ([name]) => /^(PG|POSTGRES(QL)?_|MYSQL_|MARIADB_|DB_|DATABASE_)/.test(name) && endings.some((ending) => name.endsWith(ending)),
    )?.[1]
  const host = pick("HOST", "HOSTNAME", "SERVER")
  const user = pick("USER", "USERNAME")
  if (!host && !user) return undefined
  const parts = {
    host,
    port: pick("PORT"),
    database: pick("PGDATABASE", "_DATABASE", "_DB", "_NAME"),
    user,
    password: pick("PASSWORD", "_PASS", "_PWD"),
    tls: pick("SSLMODE"),
  }
  return { platform, ...parts }
}

const flags: Record<string, Record<string, Exclude<keyof Parts, "platform" | "extra" | "notes">>> = {
  psql: { h: "host", p: "port", U: "user", d: "database", host: "host", port: "port", username: "user", dbname: "database" },
  mysql: {
    h: "host",
    P: "port",
    u: "user",
    p: "password",
    D: "database",
    host: "host",
    port: "port",
    user: "user",
    password: "password",
    database: "database",
  },
}

/** A `psql` or `mysql` command line. */
export function fromCommand(text: string): Parts | undefined {
  const [, before = "", program = "", rest = ""] =
    /^((?:\w+=\S+\s+)*)(?:\S*\/)?(psql|mysql|mariadb)\s+(.*)$/s.exec(text.replace(/\\\r?\n/g, " ")) ?? []
  if (!program) return undefined
  const words = [...rest.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)("[^"]*"|'[^']*')?/g)].map(
    ([, double, single, bare = "", tail = ""]) => double ?? single ?? bare + tail.slice(1, -1),
  )
  const whole = words
    .map((word) => fromUrl(word) ?? (word.includes("=") && !word.startsWith("-") ? fromKeywords(word) : undefined))
    .find(Boolean)
  const parts = whole ?? fromFlags(program === "psql" ? "psql" : "mysql", words)
  const password = /(?:^|\s)PGPASSWORD=(\S+)/.exec(before)?.[1]
  return password ? { ...parts, password: parts.password ?? unquoted(password) } : parts
}

function fromFlags(program: "psql" | "mysql", words: string[]): Parts {
  const parts: Parts = { platform: program === "psql" ? "postgres" : "mysql" }
  const table = flags[program] ?? {}
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ""
    const [, long, short, tail = ""] = /^(?:--([\w-]+)|-([A-Za-z]))(?:=?(.*))$/s.exec(word) ?? []
    const name = long ?? short
    if (!name) parts.database ??= word
    const slot = name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
    if (!slot) continue
    // `-p` of mysql alone asks for the password; it never stands in the next word.
    const value = tail || (slot === "password" ? "" : (words[++at] ?? ""))
    if (value) parts[slot] ??= value
  }
  return parts
}

const halves = (text: string, mark: string): [string, string | undefined] => {
  const at = text.indexOf(mark)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)]
}
const unquoted = (text: string) => /^(["'`])([\s\S]*)\1;?$/.exec(text.trim())?.[2] ?? text.trim()

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
