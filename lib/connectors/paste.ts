import { fromGcs } from "./gcs/paste"
import type { PlatformId } from "./manifests"
import { fromCommand, fromKeywords, fromUrl, fromVariables, type Parts } from "./paste-forms"
import { fromGoogle } from "./paste-google"
import { fromS3 } from "./s3/paste"
import { fromSnowflake } from "./snowflake/paste"

/** What was found in a pasted text: named answers, or a sentence that says what it is instead. */
export type Pasted =
  | { platform: PlatformId; settings: Record<string, string>; method: string; keys: Record<string, string>; notes: string[] }
  | { platform?: undefined; instead: string }

const longest = 100_000

/** Reads a connection string or a key file in any of its usual forms, for the form that is `open`. Nothing when it says nothing to us; it never throws. */
export function readPaste(pasted: string, open?: string): Pasted | undefined {
  if (pasted.length > longest) return { instead: "This is too long for a connection string. Paste only the string or its lines." }
  const text = pasted.trim()
  if (!text) return undefined
  if (text.startsWith("{")) return fromJson(text, open)
  const snowflake = fromSnowflake(text, open)
  if (snowflake) return snowflake
  const files = fromS3(text) ?? fromGcs(text)
  if (files) return files
  const instead = insteadOf(text)
  if (instead) return { instead }
  const parts = fromVariables(text) ?? fromCommand(text) ?? fromUrl(text) ?? fromKeywords(text)
  return parts && answersOf(parts)
}

const others: Record<string, string> = {
  mongodb: "MongoDB",
  redis: "Redis",
  rediss: "Redis",
  clickhouse: "ClickHouse",
  databricks: "Databricks",
  redshift: "Amazon Redshift",
  sqlserver: "SQL Server",
  mssql: "SQL Server",
  oracle: "Oracle",
  sqlite: "SQLite",
}

/** What people paste by mistake, named. */
function insteadOf(text: string): string | undefined {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    return "This is a private key. Paste it into Private key, on the form of a platform that asks for one, such as Snowflake; for Google, paste the whole key file."
  if (/-----BEGIN CERTIFICATE-----/.test(text)) return "This is a certificate. Paste it into CA certificate, under Additional settings."
  if (/^(ssh-(rsa|ed25519)|ecdsa-sha2-\S+) /.test(text)) return "This is a public SSH key. Paste the connection string of a database."
  const scheme = /^(?:jdbc:)?([a-z][a-z0-9]*)(?:\+[a-z0-9]+)?:/i.exec(text)?.[1]?.toLowerCase() ?? ""
  if (Object.hasOwn(others, scheme))
    return `This is the address of ${others[scheme]}, which cannot be connected yet. See the catalog for what can.`
  if (scheme === "http" || scheme === "https")
    return "This is a web address. Paste the connection string of a database, such as postgres://user@host/database."
  return undefined
}

function fromJson(text: string, open: string | undefined): Pasted {
  const found = parse(text)
  if (typeof found !== "object" || found === null)
    return { instead: "This looks like JSON and cannot be read. Paste the connection string of a database, or a whole key file." }
  return (
    fromGoogle(found as Record<string, unknown>, open) ?? {
      instead: "This is JSON that holds no connection string and no key. Paste the connection string of a database, or a key file.",
    }
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function answersOf({ platform, notes = [], extra = [], ...found }: Parts): Pasted | undefined {
  const { host, port, database, schemas, user, password } = found
  if (!host && !database && !user) return undefined
  const told = [...notes]
  const [first = "", ...rest] = (host ?? "").split(",")
  if (rest.length > 0) told.push(`Only the first of ${rest.length + 1} hosts is used.`)
  const [tls, note] = tlsOf(found.tls)
  if (note) told.push(note)
  if (extra.length > 0) told.push(`Left out, because Patchbay sets them itself: ${extra.slice(0, 8).join(", ")}.`)
  const local = first.startsWith("/")
  if (local) told.push("This is a socket on your own machine. Enter the host under which the database is reached over the network.")
  const [, bare = first, joined] = /^(\[[^\]]*\]|[^:]+):(\d{1,5})$/.exec(first) ?? []
  const settings = filled({
    host: local ? "" : bare.replace(/^\[|\]$/g, ""),
    port: port || joined,
    database,
    tls,
    ...(platform === "postgres" ? { schemas } : {}),
  })
  return { platform, settings, method: "password", keys: filled({ user, password }), notes: told }
}

const filled = (answers: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** The many words for encryption. What only asks politely becomes what insists. */
function tlsOf(mode = ""): [string | undefined, string?] {
  switch (mode.toLowerCase().replaceAll("_", "-")) {
    case "disable":
    case "disabled":
    case "false":
    case "0":
      return ["off", "The string switches encryption off. Choose an encrypted connection if the server offers one."]
    case "require":
    case "required":
      return ["require"]
    case "verify-full":
    case "verify-identity":
    case "verify-ca":
      return ["verify-full"]
    default:
      return [undefined]
  }
}
