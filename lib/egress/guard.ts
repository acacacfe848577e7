import "server-only"
import dns from "node:dns"
import net from "node:net"
import { type Dial, SourceError } from "../connectors/connector"
import { mayReach, parseEntries } from "./addresses"
import { canonicalHost } from "./host"

const budget = { resolve: 5_000, connect: 10_000 }
const mostAddresses = 16

type Resolve = (name: string) => Promise<string[]>

/**
 * The only way out: resolve once, check every address, connect to exactly what was checked.
 * `allow` and `deny` are lists such as `127.0.0.1:54330,10.0.0.0/8:5432`; a denied address is never reached.
 */
export function guard({ allow = "", deny = "", resolve = ask }: { allow?: string; deny?: string; resolve?: Resolve }): Dial {
  const lists = { allow: parseEntries(allow, { portNeeded: true }), deny: parseEntries(deny, { portNeeded: false }) }

  return async (host, port, signal) => {
    signal?.throwIfAborted()
    const name = canonicalHost(host)
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw refused()
    const found = net.isIP(name) ? [name] : name === "localhost" ? await own(name) : await resolve(name)
    // The hosts file names every face of localhost; elsewhere one bad address spoils them all, so that rebinding gains nothing.
    const open = found.filter((address) => mayReach(address, port, lists))
    if (open.length === 0 || (name !== "localhost" && open.length < found.length)) throw refused()
    return connectTo(open, port, signal)
  }
}

async function ask(name: string): Promise<string[]> {
  const resolver = new dns.promises.Resolver({ timeout: 2_000, tries: 2 })
  const alarm = setTimeout(() => resolver.cancel(), budget.resolve)
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  clearTimeout(alarm)
  const found = [v4, v6].flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []))
  if (found.length > 0) return found.slice(0, mostAddresses)
  const code = v4.status === "rejected" ? (v4.reason as { code?: string }).code : undefined
  if (code === "ENOTFOUND" || code === "ENODATA" || code === "EBADNAME")
    throw new SourceError("unreachable", "No such host. Check the spelling of the host name.", "unknown-host")
  throw new SourceError(
    "unreachable",
    "The name of this host could not be looked up in 5 seconds. Check the host name, and try again.",
    "lookup",
  )
}

const own: Resolve = async (name) => (await dns.promises.lookup(name, { all: true })).map(({ address }) => address)

async function connectTo(addresses: string[], port: number, signal?: AbortSignal): Promise<net.Socket> {
  const end = performance.now() + budget.connect
  let last: unknown
  for (const [index, address] of addresses.entries()) {
    const share = (end - performance.now()) / (addresses.length - index)
    try {
      return await connect(address, port, share, signal)
    } catch (error) {
      signal?.throwIfAborted()
      last = error
    }
  }
  throw last
}

function connect(address: string, port: number, withinMs: number, signal?: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: address, port, autoSelectFamily: false, noDelay: true, keepAlive: true })
    // For as long as nobody else listens: a line that breaks between two steps must not bring the worker down.
    socket.on("error", () => {})
    const fail = (error: unknown) => {
      settle()
      socket.destroy()
      reject(error)
    }
    const late = () =>
      fail(
        new SourceError(
          "unreachable",
          `The host did not answer within ${budget.connect / 1_000} seconds. Check the port, the firewall, and that Patchbay's address is let in.`,
          "silent",
        ),
      )
    const alarm = setTimeout(late, Math.max(withinMs, 1))
    const aborted = () => fail(signal?.reason)
    const failed = ({ code }: NodeJS.ErrnoException) => fail(explain(code))
    const settle = () => {
      clearTimeout(alarm)
      signal?.removeEventListener("abort", aborted)
      socket.removeListener("error", failed)
    }
    signal?.addEventListener("abort", aborted, { once: true })
    socket.once("error", failed)
    socket.once("connect", () => {
      settle()
      resolve(socket)
    })
  })
}

function explain(code = ""): SourceError {
  if (code === "ECONNREFUSED")
    return new SourceError(
      "unreachable",
      "The host refused the connection: nothing listens on this port. Check the port, and that the database is running.",
      code,
    )
  if (code === "ETIMEDOUT")
    return new SourceError(
      "unreachable",
      "The host did not answer. Check the port, the firewall, and that Patchbay's address is let in.",
      "silent",
    )
  if (code === "ENETUNREACH" || code === "EHOSTUNREACH")
    return new SourceError("unreachable", "There is no route to this host. Check the host, and the network between it and Patchbay.", code)
  return new SourceError("unreachable", "The host could not be reached. Check the host and the port.", "network")
}

/** The same words for every reason, so that the answer says nothing of what lies inside the network. */
const refused = () =>
  new SourceError(
    "unreachable",
    "Patchbay may not connect to this address. Use a public address, or ask the operator to allow this one.",
    "not-allowed",
  )
