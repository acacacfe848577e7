import type { Pasted } from "../paste"
import { accountIn, accountSchema } from "./account"

/** Answers by any of the names that drivers, tools and files give them. */
const known: Record<string, "account" | "warehouse" | "database" | "schemas" | "role" | "user" | "password"> = {
  account: "account",
  warehouse: "warehouse",
  database: "database",
  db: "database",
  schema: "schemas",
  role: "role",
  user: "user",
  username: "user",
  password: "password",
}
const note = "The password is left out: Patchbay signs in with a key pair, a token or OAuth."

/** Where its own form is open, the bare name of an account is one: `acme-marketing`, `xy12345.eu-west-1`. */
const named = (text: string) => /[-.]/.test(text) && accountSchema.safeParse(text).success

/** The address of an account, a string of JDBC or SQLAlchemy, `SNOWFLAKE_…` variables, or a section of a connections file. */
export function fromSnowflake(text: string, open?: string): Pasted | undefined {
  const found: Partial<Record<(typeof known)[string], string>> = {}
  const take = (name: string, value: string) => {
    const slot = Object.hasOwn(known, name.toLowerCase()) ? known[name.toLowerCase()] : undefined
    if (slot && value) found[slot] ??= value
  }
  const [, scheme, address = "", query = ""] = /^((?:jdbc:)?snowflake:\/\/|https?:\/\/)?([^?\s]*)(?:\?(\S*))?$/i.exec(text) ?? []
  if (scheme && /snowflake/i.test(scheme)) {
    const [, credentials = "", rest = ""] = /^(?:([^@]*)@)?(.*)$/.exec(address) ?? []
    const [host = "", database, schema] = rest.split("/")
    const [user = "", password = ""] = credentials.split(":").map(plain)
    take("account", accountIn(host) ?? host)
    for (const [name, value = ""] of [
      ["user", user],
      ["password", password],
      ["database", plain(database ?? "")],
      ["schema", plain(schema ?? "")],
    ] as const)
      take(name, value)
    for (const [name, value] of new URLSearchParams(query)) take(name, value)
  } else if (accountIn(text)) take("account", accountIn(text) ?? "")
  else if (open === "snowflake" && named(text)) take("account", text)
  else if (/^\s*(export\s+)?SNOWFLAKE_\w+\s*=/im.test(text) || /^\s*account\s*=/im.test(text)) {
    for (const [, name = "", quoted, bare = ""] of text.matchAll(
      /^\s*(?:export\s+)?(?:SNOWFLAKE_)?(\w+)\s*=\s*(?:["']([^"'\r\n]*)["']|([^\s#]*))/gim,
    ))
      take(name, quoted ?? bare)
  }
  const account = accountSchema.safeParse(found.account ?? "")
  if (!account.success)
    return scheme && /snowflake/i.test(scheme)
      ? { instead: "This is an address of Snowflake without an account in it. Paste it whole." }
      : undefined
  const { account: _typed, user, password, ...settings } = found
  return {
    platform: "snowflake",
    method: "keyPair",
    settings: { account: account.data, ...settings },
    keys: user ? { user } : {},
    notes: password ? [note] : [],
  }
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
