import "server-only"
import type { Socket } from "node:net"
import type { ConnectionOptions } from "mysql2"
import type { Connection } from "mysql2/promise"
import type { Source } from "../connector"
import { SourceError } from "../connector"
import { meterOf } from "../meter"
import { once } from "../steps"
import { tlsOptions } from "../tls"
import { explain } from "./errors"
import type { mysql } from "./manifest"

export type MysqlSource = Source<(typeof mysql)["settings"], (typeof mysql)["methods"]>
export type Row = Record<string, unknown>

const mostBytes = 512 * 1024 * 1024

/** The way to one database: reached, then signed in (the protocol secures the line in the same breath). To reach, to sign in and to ask are each a request. */
export function link(source: MysqlSource) {
  const { settings, keys, signal, dial } = source

  const meter = meterOf(dial)
  const dialled = () => meter(() => dial(settings.host, settings.port, signal))
  const reached = once(dialled)

  async function signIn(socket: Socket): Promise<Connection> {
    const { createConnection } = await import("mysql2")
    if (socket.destroyed) throw explain({ code: "PROTOCOL_CONNECTION_LOST" }, settings)
    // The driver upgrades the socket itself and lets Node verify against the name of the socket, which a socket
    // pinned to an address does not have.
    Object.assign(socket, { _host: settings.host })
    const destroyed = () => socket.destroy()
    signal.addEventListener("abort", destroyed, { once: true })
    const options: ConnectionOptions = {
      stream: socket,
      host: settings.host,
      port: settings.port,
      user: keys.user,
      password: keys.password,
      connectTimeout: 10_000,
      multipleStatements: false,
      flags: ["-LOCAL_FILES", "-FOUND_ROWS"],
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      charset: "utf8mb4_general_ci",
      timezone: "Z",
      jsonStrings: true,
      connectAttributes: { program_name: "patchbay" },
      ...(settings.tls === "off"
        ? {}
        : { ssl: { ...tlsOptions(settings.tls, settings.ca), verifyIdentity: settings.tls === "verify-full" } }),
    }
    try {
      const connection = createConnection(options)
      // A line that breaks twice must not bring the worker down.
      connection.on("error", () => {})
      await meter(() => new Promise<void>((resolve, reject) => connection.once("connect", () => resolve()).once("error", reject)))
      return connection.promise()
    } catch (error) {
      socket.destroy()
      throw signal.aborted ? signal.reason : explain(error, settings)
    }
  }

  const signedIn = once(async () => {
    const socket = await reached()
    const connection = await signIn(socket)
    budget(socket)
    return connection
  })

  const ready = once(async () => {
    const connection = await signedIn()
    await run(connection, "set session sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00', lock_wait_timeout = 5, net_write_timeout = 60")
    await run(connection, "set session transaction read only")
    return connection
  })

  async function run(connection: Connection, text: string, values: unknown[] = []): Promise<Row[]> {
    try {
      const [rows] = await meter(() => (values.length > 0 ? connection.execute(text, values as string[]) : connection.query(text)))
      return Array.isArray(rows) ? (rows as Row[]) : []
    } catch (error) {
      throw signal.aborted ? signal.reason : explain(error, settings)
    }
  }

  return {
    reached,
    signedIn,
    ready,
    run,
    ask: async (text: string, values?: unknown[]) => run(await ready(), text, values),
    /** Stops the running query through a second session, dialled by the same guard. */
    async kill() {
      const { threadId } = await signedIn()
      const second = await signIn(await dialled())
      await run(second, `kill query ${Number(threadId)}`).finally(() => second.destroy())
    },
    cut: async () => (await reached()).destroy(),
    async close() {
      const connection = await signedIn().catch(() => undefined)
      connection?.destroy()
      await reached().then(
        (open) => open.destroy(),
        () => {},
      )
    },
  }
}
export type Link = ReturnType<typeof link>

function budget(socket: Socket) {
  const watch = setInterval(() => {
    if (socket.bytesRead > mostBytes)
      socket.destroy(new SourceError("unsupported", "The source sent more than Patchbay is willing to read.", "too-much"))
  }, 500)
  watch.unref()
  socket.once("close", () => clearInterval(watch))
}
