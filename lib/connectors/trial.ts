import net, { type AddressInfo, type Server } from "node:net"
import tls from "node:tls"
import type { Check, CheckResult, Dial, Session } from "./connector"
import { driverOf } from "./drivers"
import type { PlatformId } from "./manifests"
import { selfSigned } from "./trial-certificate"

/** What the tests of connectors share: a secret to search for afterwards, sessions to open, and servers that misbehave. */
export const canary = `canary-${crypto.randomUUID()}`
/** What people are called in every trial. */
export const names = ["O'Brien", "'; drop table people; --", '100%_"`\\', "名前 🦆", "$1 ? :x"]
export const unique = (word: string) => `${word}_${crypto.randomUUID().slice(0, 8)}`

type Answers = { settings: Record<string, unknown>; keys?: Record<string, unknown>; file?: string; signal?: AbortSignal }

export const openSession = async (
  platform: PlatformId,
  dial: Dial,
  { settings, keys = {}, file = "", signal = new AbortController().signal }: Answers,
): Promise<Session> =>
  (await driverOf(platform)).open({ settings, keys: keys as { method: string }, signal, dial, locate: async () => file })

/** Opens, uses and closes. */
export async function withSession<T>(session: Promise<Session>, use: (session: Session) => Promise<T>): Promise<T> {
  const open = await session
  try {
    return await use(open)
  } finally {
    await open.close()
  }
}

export type Ran = CheckResult & Pick<Check, "key">
export async function runChecks(session: Session): Promise<Ran[]> {
  const results: Ran[] = []
  for (const check of session.checks()) results.push({ key: check.key, ...(await check.run()) })
  return results
}
export const resultOf = (results: Ran[], key: string) => results.find((result) => result.key === key)
export const outcomes = (results: Ran[]) => Object.fromEntries(results.map(({ key, outcome }) => [key, outcome]))
export const remediesOf = (results: Ran[]) =>
  results.flatMap(({ grants = [] }) => grants.filter(({ held }) => held !== true).map(({ remedy }) => remedy ?? ""))

const listening = (server: Server) =>
  new Promise<number>((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)))

/** Takes connections, counts what it hears, and says what it is told to, or nothing. */
export async function stubborn(answer?: Buffer) {
  let heard = ""
  const server = net.createServer((socket) => {
    socket.on("error", () => {})
    if (answer) socket.write(answer)
    socket.on("data", (data) => {
      heard += data.toString("latin1")
    })
  })
  return { port: await listening(server), heard: () => heard, close: () => server.close() }
}

/** PostgreSQL behind a TLS of our own making, for `name`. */
export async function encrypted(port: number, name: string) {
  const made = selfSigned(name)
  const server = net.createServer((socket) => {
    socket.on("error", () => {})
    socket.once("data", () => {
      socket.write("S")
      const secure = new tls.TLSSocket(socket, { isServer: true, ...made })
      const behind = net.connect(port, "127.0.0.1")
      secure.on("error", () => behind.destroy())
      behind.on("error", () => secure.destroy())
      secure.pipe(behind).pipe(secure)
    })
  })
  return { port: await listening(server), ca: made.cert, close: () => server.close() }
}
