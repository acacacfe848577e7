import net from "node:net"
import { SourceError } from "../connectors/connector"

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/

/**
 * One spelling for one host: an address in its plain form, or a lower-case name.
 * Every other way of writing an address (0x7f.1, 127.1, 2130706433) is refused, not understood.
 */
export function canonicalHost(typed: string): string {
  const bare = typed.startsWith("[") && typed.endsWith("]") ? typed.slice(1, -1) : typed
  if (net.isIPv4(bare)) return bare
  if (net.isIPv6(bare) && !bare.includes("%")) return bare.toLowerCase()
  if (typed.length === 0 || typed.length > 253 || /[\s/\\@:?#%[\]<>^|]/.test(typed)) throw notAHost()
  const name = URL.parse(`http://${typed}/`)?.hostname ?? ""
  // The URL rules read numbers as addresses, in every base and width. A name never ends in a number.
  if (
    net.isIP(name.replace(/^\[|\]$/g, "")) ||
    !name.split(".").every((part) => label.test(part)) ||
    /^(0x[0-9a-f]*|\d+)$/.test(name.split(".").at(-1) ?? "")
  )
    throw notAHost()
  return name
}

const notAHost = () =>
  new SourceError(
    "unreachable",
    "This is not a host name. Enter a name such as db.example.com or a plain address such as 203.0.113.7, without a port.",
    "host",
  )
