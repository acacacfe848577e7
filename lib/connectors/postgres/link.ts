import "server-only"
import type { Socket } from "node:net"
import type { Sql } from "postgres"
import type { Source } from "../connector"
import { SourceError } from "../connector"
import { once } from "../steps"
import { noTls, upgrade } from "../tls"
import { explain } from "./errors"
import type { postgres } from "./manifest"

export type PostgresSource = Source<(typeof postgres)["settings"], (typeof postgres)["methods"]>

const connectSeconds = 10
/** More than the catalog of any real database; a server that sends more wants our memory. */
const mostBytes = 512 * 1024 * 1024

/** The way to one database, walked step by step, each step once: reached, then secured, then signed in. */
export function link(source: PostgresSource) {
  const { settings, keys, signal, dial } = source
  const words = { user: keys.user, database: settings.database }
  let cancelling = 0

  const dialled = () => dial(settings.host, settings.port, signal)
  const reached = once(dialled)
  const secure = async (socket: Socket): Promise<Socket> =>
    settings.tls === "off" ? socket : upgrade(await askForTls(socket), { host: settings.host, mode: settings.tls, ca: settings.ca, signal })
  const secured = once(async () => secure(await reached()))

  const handOut = once(async () => budgeted(await secured()))
  let handedOut = false
  /** postgres.js asks again after a loss and for a cancel. Only the cancel may dial anew: a source that hangs up is not redialled for ever. */
  const socket = async () => {
    if (cancelling > 0) {
      cancelling--
      return secure(await dialled())
    }
    if (handedOut)
      throw new SourceError(
        "unreachable",
        "The server closed the connection. Check that this port speaks PostgreSQL, then try again.",
        "closed",
      )
    handedOut = true
    return handOut()
  }

  const signedIn = once(async (): Promise<Sql> => {
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
      await sql`select 1`
      return sql
    } catch (error) {
      stream.destroy()
      await sql.end({ timeout: 0 }).catch(() => {})
      throw signal.aborted ? signal.reason : explain(error, words)
    }
  })

  /** Asks the signed-in session; whatever goes wrong comes back in our words. */
  async function ask<T>(question: (sql: Sql) => Promise<T>): Promise<T> {
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
    /** Lets one cancel request through, by the same guard as everything else. */
    cancel: (query: { cancel(): unknown }) => {
      cancelling++
      return Promise.resolve(query.cancel())
    },
    /** Cuts the line without a word; the last resort when a cancel gets no answer. */
    cut: async () => (await reached()).destroy(),
    async close() {
      const sql = await signedIn().catch(() => undefined)
      await sql?.end({ timeout: 1 }).catch(() => {})
      await reached().then(
        (open) => open.destroy(),
        () => {},
      )
    },
  }
}
export type Link = ReturnType<typeof link>

const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Asks for TLS in the open. Exactly one byte may come back: more would be words put in by somebody on the way. */
function askForTls(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const end = (error?: SourceError) => {
      clearTimeout(alarm)
      socket.removeAllListeners("data").removeAllListeners("close").removeAllListeners("error")
      socket.pause()
      if (!error) return resolve(socket)
      socket.on("error", () => {})
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
    socket.once("data", (answer) => {
      if (answer.length === 1 && answer[0] === 0x53) end()
      else if (answer.length === 1 && answer[0] === 0x4e) end(noTls())
      else end(new SourceError("unsupported", "This port does not speak PostgreSQL. Check the port.", "not-postgres"))
    })
    const broken = () =>
      end(
        new SourceError(
          "unreachable",
          "The server closed the connection. Check that this port speaks PostgreSQL, then try again.",
          "closed",
        ),
      )
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
