import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { build, root } from "./build"
import { runScript, superviseAll } from "./children"
import { type Databases, openDatabases } from "./databases"
import { type Receiver, startReceiver } from "./demo/receiver"
import { type Setting, scriptEnvironment, serverArguments, webArguments, webEnvironment, workerEnvironment } from "./environment"
import { emptyHome, lockFile, openHome, type Running, stopOrphans } from "./home"
import { keepKeys } from "./keys"
import { takeLock } from "./lock"
import { freePort } from "./ports"
import { isAlive, markOf, stopProcess } from "./processes"
import { openBrowser, printWelcome } from "./welcome"

const known = ["--fresh", "--no-open", "--dev"]
const args = process.argv.slice(2)
const home = resolve(process.env.PATCHBAY_HOME || join(root, ".data"))
const demo = process.env.PATCHBAY_DEMO !== "0"
const running: Running = { ...markOf(process.pid), children: [] }
const log = (line: string) => console.log(line)

let databases: Promise<Databases> | undefined
let receiver: Receiver | undefined
let stopChildren: (() => Promise<void>) | undefined
let leaving: Promise<void> | undefined

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => leave(0))
process.on("disconnect", () => leave(0))
start().catch(async (error: Error) => {
  if (leaving) return
  console.error(process.env.LOG_LEVEL === "debug" ? error : error.message)
  await leave(1)
})

async function start() {
  const unknown = args.find((arg) => !known.includes(arg))
  if (unknown) throw new Error(`Unknown option ${unknown}. Known are ${known.join(", ")}.`)
  openHome(home)
  await takeHome()
  databases = openDatabases({ home, demo, log })
  databases.catch(() => {})
  if (demo) receiver = await startReceiver(home)
  const dev = args.includes("--dev")
  if (!dev) await build({ log })
  const setting = await settle(await databases, dev ? "development" : "production")
  if (demo) await seed(setting, await databases)
  if (leaving) return
  serve(setting, dev)
  await ready(setting)
  await printWelcome(setting, { demo })
  if (!args.includes("--no-open")) openBrowser(setting.url)
}

async function takeHome() {
  const path = lockFile(home)
  if (args.includes("--fresh")) await endHolder(path)
  const holder = await takeLock(path, running, stopOrphans)
  if (holder) {
    console.error(
      `Patchbay already runs on ${home}${holder.url ? `: ${holder.url}` : ""}\nStop it there with Ctrl-C, or with: kill ${holder.pid}`,
    )
    process.exit(1)
  }
  if (!args.includes("--fresh")) return
  const { alone } = JSON.parse(readFileSync(join(home, "patchbay.json"), "utf8"))
  await emptyHome(home, alone)
  openHome(home)
}

async function endHolder(path: string) {
  if (!existsSync(path)) return
  const holder: Running = JSON.parse(readFileSync(path, "utf8"))
  if (!isAlive(holder)) return
  log("Stopping the Patchbay that runs here.")
  await stopProcess(holder, { grace: 45_000 })
}

async function settle({ urls, demo, own }: Databases, mode: Setting["mode"]): Promise<Setting> {
  const wanted = Number(process.env.PORT) || 3000
  const port = await freePort(wanted)
  if (port !== wanted) log(`Port ${wanted} is taken; Patchbay moves on to ${port}.`)
  const given = (process.env.EGRESS_ALLOW ?? "").split(",").filter(Boolean)
  return {
    home,
    mode,
    port,
    url: process.env.PATCHBAY_URL || `http://localhost:${port}`,
    keys: await keepKeys(home),
    databases: urls,
    workerPort: await freePort(port + 1000),
    egressAllow: [...given, ...[demo, receiver].flatMap((one) => (one ? [`127.0.0.1:${one.port}`] : []))],
    egressDeny: [...own, ...(process.env.EGRESS_DENY ?? "").split(",").filter(Boolean)],
  }
}

async function seed(setting: Setting, { urls, demo }: Databases) {
  await runScript(serverArguments("scripts/seed.ts"), {
    ...scriptEnvironment(setting),
    DEMO: JSON.stringify({ ...urls, demoAdminUrl: demo?.url("postgres"), receiverPort: receiver?.port, home }),
  })
}

function serve(setting: Setting, dev: boolean) {
  const logs = join(home, "logs")
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  const logOf = (name: string) => (dev ? undefined : join(logs, `${name}.log`))
  remember({ url: setting.url })
  stopChildren = superviseAll(
    [
      { name: "web", args: webArguments(setting.port, { dev }), env: webEnvironment(setting), logFile: logOf("web") },
      { name: "worker", args: serverArguments("worker/main.ts"), env: workerEnvironment(setting), logFile: logOf("worker") },
    ],
    (children) => remember({ children }),
  )
}

function remember(news: Partial<Running>) {
  if (leaving) return
  Object.assign(running, news)
  const path = lockFile(home)
  writeFileSync(`${path}.new`, JSON.stringify(running), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

async function ready({ port }: Setting) {
  for (const end = Date.now() + 120_000; Date.now() < end && !leaving; await wait(200)) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new Error(`Patchbay did not become ready: http://127.0.0.1:${port}/readyz does not answer 200. Look into ${join(home, "logs")}.`)
}

function leave(code: number) {
  leaving ??= (async () => {
    await stopChildren?.()
    await receiver?.stop().catch(() => {})
    await databases?.then(({ stop }) => stop()).catch(() => {})
    rmSync(lockFile(home), { force: true })
    process.exit(code)
  })()
  return leaving
}
