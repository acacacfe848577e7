import ipaddr from "ipaddr.js"

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Entry = { range: [Address, number]; port?: number }

/** Parses `127.0.0.1:54330,10.0.0.0/8:5432,[fd00::/8]:5432`. What may be allowed is always an address and a port. */
export function parseEntries(list: string, { portNeeded }: { portNeeded: boolean }): Entry[] {
  return list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((text) => {
      const [, v6, v4, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? []
      const range = v6 ?? v4
      if (!range || !(ipaddr.isValidCIDR(range) || (v6 ? ipaddr.IPv6.isValid(v6) : ipaddr.IPv4.isValidFourPartDecimal(range))))
        throw new Error(`Egress list: "${text}" is not an address with a port, such as 10.0.0.0/8:5432 or [fd00::/8]:5432`)
      if (portNeeded && !port) throw new Error(`Egress list: "${text}" has no port. What is allowed is an address and a port.`)
      const parsed: [Address, number] = range.includes("/") ? ipaddr.parseCIDR(range) : whole(ipaddr.parse(range))
      return port ? { range: parsed, port: Number(port) } : { range: parsed }
    })
}

const whole = (address: Address): [Address, number] => [address, address.kind() === "ipv4" ? 32 : 128]

/** The address itself and every address hidden inside it: mapped, translated (NAT64), 6to4 and Teredo. */
function faces(address: Address): Address[] {
  if (address.kind() === "ipv4") return [address]
  const v6 = address as ipaddr.IPv6
  const bytes = v6.toByteArray()
  const v4 = (from: number, flip = 0) => ipaddr.fromByteArray(bytes.slice(from, from + 4).map((byte) => byte ^ flip))
  switch (v6.range()) {
    case "ipv4Mapped":
    case "rfc6145":
      return [v6, v4(12)]
    case "rfc6052":
      // Only the well-known /96 says where the inner address stands; the local-use prefix does not, and stays refused.
      return bytes[4] || bytes[5] ? [v6] : [v6, v4(12)]
    case "6to4":
      return [v6, v4(2)]
    case "teredo":
      return [v6, v4(4), v4(12, 0xff)]
    default:
      return [v6]
  }
}

const wrapped = new Set(["ipv4Mapped", "rfc6145", "rfc6052", "6to4", "teredo"])
/** What the registries have given out to the public; the rest of IPv6 is nobody's, or wraps an IPv4 address in a way of long ago. */
const given = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number]
const isPublic = (face: Address) => face.range() === "unicast" && (face.kind() === "ipv4" || (face as ipaddr.IPv6).match(given))
const within = (entries: Entry[], address: Address, port: number) =>
  entries.some(
    ({ range: [base, bits], port: only }) =>
      (only === undefined || only === port) &&
      base.kind() === address.kind() &&
      (address.match as (base: Address, bits: number) => boolean)(base, bits),
  )

/** May the worker connect to this address and port? Denied wins over allowed, and allowed over the general rule. */
export function mayReach(text: string, port: number, lists: { allow: Entry[]; deny: Entry[] }): boolean {
  const all = faces(ipaddr.parse(text))
  if (all.some((face) => within(lists.deny, face, port))) return false
  return all.every((face) => within(lists.allow, face, port) || isPublic(face) || (all.length > 1 && wrapped.has(face.range())))
}
