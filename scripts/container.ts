import { spawn } from "node:child_process"
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./build"
import { runScript } from "./children"
import { addressesOf } from "./databases"
import { clientIds, serverArguments, webArguments } from "./environment"
import { type Keys, keepKeys } from "./keys"
import { type DatabaseUrls, provision } from "./provision"
import { databaseIn } from "./with-admin"

// The program of the container image. `setup` may do everything and runs once; `web` and `worker` know only what it handed them.
const handed = { web: "/keys/web", worker: "/keys/worker" } as const
const workerPort = "3100"

const [use, which] = process.argv.slice(2)
if (use === "setup") await setup()
else if (use === "web") run(webArguments(3000, { host: "0.0.0.0" }), webEnvironment())
else if (use === "worker") run(serverArguments("worker/main.ts"), await workerEnvironment())
else if (use === "healthy") await checkHealth(which === "worker" ? `http://127.0.0.1:${workerPort}/` : "http://127.0.0.1:3000/readyz")
else throw new Error(`Say setup, web, worker or healthy, not "${use}".`)

async function setup() {
  const adminUrl = process.env.DATABASE_URL
  if (!adminUrl) throw new Error("DATABASE_URL is not set: the address of PostgreSQL as an account that may make roles and databases.")
  const databases = await provision({ adminUrl, database: databaseIn(adminUrl), home: "/owner" })
  const keys = await keepKeys("/owner")
  handOver(databases, keys)
  const environment = { ...process.env, ...readHanded("web"), PATCHBAY_VAULT_PUBLIC: keys.vaultPublic }
  console.log(await runScript(serverArguments("scripts/links.ts"), environment))
}

function handOver({ webUrl, workerUrl }: DatabaseUrls, keys: Keys) {
  const both = { PATCHBAY_AUDIT_KEY: keys.auditKey, WORKER_TOKEN: keys.workerToken }
  hand("web", { ...both, DATABASE_URL: webUrl, AUTH_SECRET: keys.authSecret })
  hand("worker", { ...both, DATABASE_URL: workerUrl })
  copyFileSync(keys.vaultPublic, join(handed.web, "public.json"))
  copyFileSync(keys.vaultPublic, join(handed.worker, "public.json"))
  copyFileSync(keys.vaultPrivate, join(handed.worker, "private.json"))
}

const hand = (to: keyof typeof handed, values: Record<string, string>) =>
  writeFileSync(join(handed[to], "environment.json"), JSON.stringify(values), { mode: 0o600 })

function readHanded(to: keyof typeof handed): Record<string, string> {
  const path = join(handed[to], "environment.json")
  if (!existsSync(path)) throw new Error(`${path} is missing: run the service "setup" first.`)
  return JSON.parse(readFileSync(path, "utf8"))
}

function webEnvironment(): NodeJS.ProcessEnv {
  const WORKER_URL = process.env.WORKER_URL ?? `http://127.0.0.1:${workerPort}`
  return {
    ...process.env,
    ...clientIds(),
    ...readHanded("web"),
    AUTH_TRUST_HOST: "true",
    PATCHBAY_VAULT_PUBLIC: join(handed.web, "public.json"),
    WORKER_URL,
  }
}

async function workerEnvironment(): Promise<NodeJS.ProcessEnv> {
  const values = readHanded("worker")
  const own = await addressesOf(values.DATABASE_URL ?? "")
  return {
    ...process.env,
    ...values,
    PATCHBAY_VAULT_PRIVATE: join(handed.worker, "private.json"),
    PATCHBAY_VAULT_PUBLIC: join(handed.worker, "public.json"),
    WORKER_PORT: workerPort,
    EGRESS_DENY: [...own, process.env.EGRESS_DENY ?? ""].filter(Boolean).join(","),
  }
}

function run(args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal))
  child.on("exit", (code) => process.exit(code ?? 1))
}

/** The web says itself whether it can serve; of the worker it is enough that it answers, if only to refuse. */
async function checkHealth(url: string) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(4000) }).catch(() => undefined)
  process.exit(answer && (which === "worker" || answer.ok) ? 0 : 1)
}
