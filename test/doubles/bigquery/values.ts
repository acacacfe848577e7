/** The types that a cell of the double may have. */
export type ScalarType =
  | "STRING"
  | "INT64"
  | "FLOAT64"
  | "NUMERIC"
  | "BIGNUMERIC"
  | "BOOL"
  | "DATE"
  | "TIMESTAMP"
  | "DATETIME"
  | "JSON"
  | "BYTES"
/** A cell as text, as BigQuery spells it; a moment as `2026-01-31 10:00:00`. */
export type Cell = string | null

/** Numbers of TypeKind. */
export const kindNumber: Record<ScalarType, number> = {
  INT64: 2,
  BOOL: 5,
  FLOAT64: 7,
  STRING: 8,
  BYTES: 9,
  DATE: 10,
  TIMESTAMP: 19,
  DATETIME: 21,
  NUMERIC: 23,
  BIGNUMERIC: 24,
  JSON: 26,
}

/** A value of the engine: an object with the one field of its type, or an empty one for NULL. */
export type Value = Record<string, unknown>

const dayMs = 86_400_000
const utc = (text: string) => new Date(`${text.replace(" ", "T").replace(/(Z| ?UTC|\+00(:00)?)$/, "")}Z`)

export function encode(type: ScalarType, cell: Cell): Value {
  if (cell === null) return {}
  switch (type) {
    case "STRING":
      return { string_value: cell }
    case "INT64":
      return { int64_value: cell }
    case "FLOAT64":
      return { double_value: Number(cell) }
    case "NUMERIC":
      return { numeric_value: scaled(cell, 9) }
    case "BIGNUMERIC":
      return { bignumeric_value: scaled(cell, 38) }
    case "BOOL":
      return { bool_value: cell.toLowerCase() === "true" }
    case "DATE":
      return { date_value: Math.round(utc(`${cell} 00:00:00`).getTime() / dayMs) }
    case "TIMESTAMP": {
      const ms = utc(cell).getTime()
      return { timestamp_value: { seconds: String(Math.floor(ms / 1_000)), nanos: (((ms % 1_000) + 1_000) % 1_000) * 1_000_000 } }
    }
    case "DATETIME": {
      const at = utc(cell)
      const bits = [at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
      const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = bits
      const field = (BigInt(at.getUTCFullYear()) << 26n) | BigInt((month << 22) | (day << 17) | (hour << 12) | (minute << 6) | second)
      return { datetime_value: { bit_field_datetime_seconds: String(field), nanos: at.getUTCMilliseconds() * 1_000_000 } }
    }
    case "JSON":
      return { json_value: cell }
    case "BYTES":
      return { bytes_value: Buffer.from(cell, "base64") }
  }
}

/** What a row of an answer holds: text or nothing, as on the wire. */
export function decode(value: Value): string | null {
  const field = (value.value as string | undefined) ?? Object.keys(value)[0]
  if (!field) return null
  const held = value[field]
  switch (field) {
    case "numeric_value":
      return unscaled(held as Buffer, 9)
    case "bignumeric_value":
      return unscaled(held as Buffer, 38)
    case "date_value":
      return new Date(Number(held) * dayMs).toISOString().slice(0, 10)
    case "timestamp_value": {
      const { seconds = "0", nanos = 0 } = held as { seconds?: string; nanos?: number }
      return String(BigInt(seconds) * 1_000_000n + BigInt(Math.floor(nanos / 1_000)))
    }
    case "bytes_value":
      return Buffer.from(held as Buffer).toString("base64")
    default:
      return String(held)
  }
}

/** Two's complement, the lowest byte first, as short as it can be. */
function scaled(text: string, scale: number): Buffer {
  const [, sign = "", whole = "0", part = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? []
  const size = BigInt(`${whole}${part.slice(0, scale).padEnd(scale, "0")}`)
  let rest = sign ? -size : size
  const bytes: number[] = []
  do {
    bytes.push(Number(rest & 255n))
    rest >>= 8n
  } while (!((rest === 0n && (bytes.at(-1)! & 128) === 0) || (rest === -1n && (bytes.at(-1)! & 128) !== 0)))
  return Buffer.from(bytes)
}

function unscaled(bytes: Buffer, scale: number): string {
  let all = 0n
  for (const [at, byte] of bytes.entries()) all |= BigInt(byte) << BigInt(8 * at)
  if (bytes.length > 0 && bytes.at(-1)! & 128) all -= 1n << BigInt(8 * bytes.length)
  const digits = String(all < 0n ? -all : all).padStart(scale + 1, "0")
  const part = digits.slice(-scale).replace(/0+$/, "")
  return `${all < 0n ? "-" : ""}${digits.slice(0, -scale)}${part ? `.${part}` : ""}`
}
