import { randomBytes } from "node:crypto"
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import postgres from "postgres"
import { withLock } from "./lock"
import { freePort } from "./ports"
import { type Server, serverFor } from "./postgres-binaries"
import { livingPostmaster, run, sweepDeadPostmaster } from "./postmaster"

export type Cluster = {
  dir: string
  port: number
  /** It served before we came: somebody else uses it. */
  wasRunning: boolean
  /** Where the tables really lie: outside `dir` when a root-only folder hides `dir` from the server's account. */
  data: string
  url(database: string, user?: string, password?: string): string
  isAlive(): boolean
  stop(): Promise<void>
  /** Stops it and deletes everything it kept. */
  destroy(): Promise<void>
}

type Options = {
  dir: string
  port: number
  log?: (line: string) => void
  /** For tests: fast, and lost on a power cut. */
  throwaway?: boolean
}

/** Starts the embedded PostgreSQL of a folder, or finds it running; both end in the same cluster. */
export async function startCluster({ dir, port, log = () => {}, throwaway = false }: Options): Promise<Cluster> {
  mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  return withLock(join(dir, "start.lock"), async () => {
    const server = serverFor(dir)
    const kept = keep(dir, port)
    if (!existsSync(join(server.data, "PG_VERSION"))) await create(server, kept.password, throwaway)
    const wasRunning = livingPostmaster(server.data) !== undefined
    const chosen = await start(server, kept, log, throwaway)
    if (chosen !== kept.port) save(dir, { ...kept, port: chosen })
    return clusterAt(dir, server, { port: chosen, password: kept.password }, wasRunning)
  })
}

/** Stops what a killed launcher left running in this folder, if anything. */
export async function stopCluster(dir: string) {
  if (!existsSync(dir)) return
  const server = serverFor(dir)
  if (livingPostmaster(server.data)) await stop(server, "fast")
}

function clusterAt(dir: string, server: Server, { port, password: superuserPassword }: Kept, wasRunning: boolean): Cluster {
  return {
    dir,
    port,
    wasRunning,
    data: server.data,
    url: (database, user = "postgres", password = superuserPassword) =>
      `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    isAlive: () => livingPostmaster(server.data) !== undefined,
    stop: () => stop(server, "fast"),
    async destroy() {
      await stop(server, "immediate")
      for (const path of [server.data, dir]) rmSync(path, { recursive: true, force: true })
    },
  }
}

type Kept = { port: number; password: string }

function keep(dir: string, port: number): Kept {
  const path = join(dir, "cluster.json")
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"))
  const kept = { port, password: randomBytes(24).toString("base64url") }
  save(dir, kept)
  return kept
}

function save(dir: string, kept: Kept) {
  const path = join(dir, "cluster.json")
  writeFileSync(`${path}.new`, JSON.stringify(kept), { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
}

// initdb writes PG_VERSION early: only the rename at the end says that the folder is whole.
async function create(server: Server, password: string, throwaway: boolean) {
  const draft = `${server.data}.new`
  const passwordFile = `${server.data}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (server.as.uid !== undefined && server.as.gid !== undefined) {
    for (const path of [draft, passwordFile]) chownSync(path, server.as.uid, server.as.gid)
  }
  chmodSync(draft, 0o700)
  const { code, output } = await run(server, "initdb", [
    ...["-D", draft, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"],
    ...["--locale-provider=builtin", "--locale=C.UTF-8", "--data-checksums", "--no-instructions", ...(throwaway ? ["--no-sync"] : [])],
  ])
  rmSync(passwordFile, { force: true })
  if (code !== 0) throw new Error(`PostgreSQL could not make ${server.data}:\n${output}`)
  renameSync(draft, server.data)
}

async function start(server: Server, kept: Kept, log: Options["log"] = () => {}, throwaway: boolean): Promise<number> {
  const logFile = join(server.data, "server.log")
  if (existsSync(logFile) && statSync(logFile).size > 20_000_000) truncateSync(logFile)
  let from = kept.port
  for (let attempt = 0; attempt < 20; attempt++) {
    const running = livingPostmaster(server.data)
    if (running?.port && (await answers(kept, running.port))) return running.port
    if (!running) {
      await sweepDeadPostmaster(server.data)
      const port = await freePort(from)
      if (port !== from) log(`Port ${from} is taken; PostgreSQL moves on to ${port}.`)
      if (await launch(server, port, logFile, throwaway)) return port
      if (readFileSync(logFile, "utf8").slice(-2000).includes("Address already in use")) from = port + 1
    }
    await wait(250)
  }
  throw new Error(`PostgreSQL does not start. Its own words are at the end of ${logFile}`)
}

async function launch(server: Server, port: number, logFile: string, throwaway: boolean) {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    // What runs by itself makes plans and marks differ from one run to the next.
    ...(throwaway && { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  }
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`)
  // The server keeps what it inherits: with pipes for stdio this call would never end.
  const { code } = await run(
    server,
    "pg_ctl",
    ["-D", server.data, "-w", "-t", "120", "-l", logFile, "-o", `-p ${port} ${options.join(" ")}`, "start"],
    "ignore",
  )
  return code === 0
}

async function answers({ password }: Kept, port: number) {
  const sql = postgres({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres", max: 1, connect_timeout: 5 })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function stop(server: Server, mode: "fast" | "immediate") {
  const { code } = await run(server, "pg_ctl", ["-D", server.data, "-m", mode, "-w", "-t", "20", "stop"], "ignore")
  if (code !== 0 && livingPostmaster(server.data))
    await run(server, "pg_ctl", ["-D", server.data, "-m", "immediate", "-w", "stop"], "ignore")
}
