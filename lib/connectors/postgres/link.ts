import "server-only"
import type { Socket } from "node:net"
import type { Sql } from "postgres"
import type { Source } from "../connector"
import { SourceError } from "../connector"
import { meterOf } from "../meter"
import { once } from "../steps"
import { noTls, upgrade } from "../tls"
import { explain } from "./errors"
import type { postgres } from "./manifest"
import { type Statements, statements } from "./statements"

export type PostgresSource = Source<(typeof postgres)["settings"], (typeof postgres)["methods"]>

const connectSeconds = 10
/** More than the catalog of any real database; a server that sends more wants our memory. */
const mostBytes = 512 * 1024 * 1024

/** The way to one database, walked step by step, each step once: reached, then secured, then signed in. To reach, to sign in and to ask are each a request. */
export function link(source: PostgresSource) {
  const { settings, keys, signal, dial } = source
  const words = { user: keys.user, database: settings.database }

  const meter = meterOf(dial)
  const dialled = () => meter(() => dial(settings.host, settings.port, signal))
  const reached = once(dialled)
  const secure = async (socket: Socket): Promise<Socket> =>
    settings.tls === "off" ? socket : upgrade(await askForTls(socket), { host: settings.host, mode: settings.tls, ca: settings.ca, signal })
  const secured = once(async () => secure(await reached()))

  let handedOut = false
  /** postgres.js asks again after a loss: a source that hangs up is not redialled for ever. */
  const socket = async () => {
    if (handedOut) throw hungUp()
    handedOut = true
    const stream = await secured()
    if (stream.destroyed) throw hungUp()
    return budgeted(stream)
  }

  const session = once(async (): Promise<Sql> => {
    const stream = await secured()
    const { default: connect } = await import("postgres")
    const options = {
      host: [settings.host],
      port: [settings.port],
      database: settings.database,
      user: keys.user,
      password: keys.password,
      socket,
      ssl: false as const,
      max: 1,
      prepare: false,
      fetch_types: false,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: connectSeconds,
      onnotice: () => {},
      connection: {
        application_name: "patchbay",
        default_transaction_read_only: true,
        statement_timeout: 60_000,
        lock_timeout: 5_000,
        idle_in_transaction_session_timeout: 60_000,
        search_path: "pg_catalog",
        TimeZone: "UTC",
      },
    }
    const sql = connect(options as unknown as Parameters<typeof connect>[0] & object)
    signal.addEventListener("abort", () => stream.destroy(), { once: true })
    try {
      await meter(async () => sql`select 1`)
      return sql
    } catch (error) {
      stream.destroy()
      await sql.end({ timeout: 0 }).catch(() => {})
      throw signal.aborted ? signal.reason : explain(error, words)
    }
  })

  const signedIn = once(async () => statements(await session(), meter))

  /** Asks the signed-in session; whatever goes wrong comes back in our words. */
  async function ask<T>(question: (sql: Statements) => Promise<T>): Promise<T> {
    const sql = await signedIn()
    try {
      return await question(sql)
    } catch (error) {
      throw signal.aborted ? signal.reason : explain(error, words)
    }
  }

  return {
    reached,
    secured,
    signedIn,
    ask,
    /** Cancels in the source, over a second line through the same guard. The driver's own way would lose a failure of it. */
    async cancel(query: object) {
      const { pid, secret } = (query as { state?: { pid: number | null; secret: number | null } }).state ?? {}
      if (!pid || secret == null) throw hungUp()
      const second = await secure(await dialled())
      await new Promise((resolve) => second.once("close", resolve).end(cancelRequest(pid, secret)))
    },
    /** Cuts the line without a word; the last resort when a cancel gets no answer. */
    cut: async () => (await reached()).destroy(),
    async close() {
      const sql = await session().catch(() => undefined)
      await sql?.end({ timeout: 1 }).catch(() => {})
      await reached().then(
        (open) => open.destroy(),
        () => {},
      )
    },
  }
}
export type Link = ReturnType<typeof link>

const hungUp = () =>
  new SourceError("unreachable", "The server closed the connection. Check that this port speaks PostgreSQL, then try again.", "closed")

function cancelRequest(pid: number, secret: number): Buffer {
  const request = Buffer.alloc(16)
  for (const [at, word] of [16, 80_877_102, pid, secret].entries()) request.writeInt32BE(word | 0, at * 4)
  return request
}

const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Asks for TLS in the open. Exactly one byte may come back: more would be words put in by somebody on the way. */
function askForTls(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) return reject(hungUp())
    const end = (error?: SourceError) => {
      clearTimeout(alarm)
      socket.removeListener("data", answered).removeListener("close", broken).removeListener("error", broken)
      socket.pause()
      if (!error) return resolve(socket)
      socket.destroy()
      reject(error)
    }
    const alarm = setTimeout(
      () =>
        end(
          new SourceError(
            "timeout",
            "The server accepted the connection and did not answer within 10 seconds. Check that this port speaks PostgreSQL.",
            "silent",
          ),
        ),
      connectSeconds * 1_000,
    )
    const answered = (answer: Buffer) => {
      if (answer.length === 1 && answer[0] === 0x53) end()
      else if (answer.length === 1 && answer[0] === 0x4e) end(noTls())
      else end(new SourceError("unsupported", "This port does not speak PostgreSQL. Check the port.", "not-postgres"))
    }
    socket.once("data", answered)
    const broken = () => end(hungUp())
    socket.once("close", broken)
    socket.once("error", broken)
    socket.write(sslRequest)
  })
}

function budgeted(stream: Socket): Socket {
  const watch = setInterval(() => {
    if (stream.bytesRead > mostBytes)
      stream.destroy(new SourceError("unsupported", "The source sent more than Patchbay is willing to read.", "too-much"))
  }, 500)
  watch.unref()
  stream.once("close", () => clearInterval(watch))
  return stream
}
