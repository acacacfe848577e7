import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { stopCeph } from "../scripts/ceph"
import { type Cluster, startCluster, stopCluster } from "../scripts/cluster"
import { keepKeys } from "../scripts/keys"
import { type Mariadb, startMariadb, stopMariadb } from "../scripts/mariadb"
import { serverFor } from "../scripts/postgres-binaries"
import { isAlive, markOf } from "../scripts/processes"
import { provision } from "../scripts/provision"

const prefix = "patchbay-test-"
const stops: (() => Promise<void>)[] = []

export async function setup() {
  await sweep()
  try {
    await begin()
  } catch (error) {
    await teardown()
    throw error
  }
}

/** Two throw-away clusters, because the worker may never dial Patchbay's own tables, and a MariaDB where one can run. */
async function begin() {
  const home = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(home, process.getuid?.() === 0 ? 0o711 : 0o700)
  writeFileSync(join(home, "running.json"), JSON.stringify(markOf(process.pid)))
  stops.push(async () => rmSync(home, { recursive: true, force: true }))
  const [own, sources, mariadb, keys] = await allOrNone([
    cluster(home, "pg", 55_320),
    cluster(home, "sources", 55_420),
    startOther(home),
    keepKeys(home),
  ])
  const urls = await provision({ adminUrl: own.url("postgres"), database: "patchbay", home })
  mkdirSync(join(home, "folder"))
  Object.assign(process.env, {
    PATCHBAY_HOME: home,
    PATCHBAY_FOLDER: join(home, "folder"),
    PATCHBAY_URL: "http://localhost:3000",
    PATCHBAY_VAULT_PRIVATE: keys.vaultPrivate,
    PATCHBAY_VAULT_PUBLIC: keys.vaultPublic,
    PATCHBAY_AUDIT_KEY: keys.auditKey,
    AUTH_SECRET: keys.authSecret,
    WORKER_TOKEN: keys.workerToken,
    DATABASE_URL: urls.webUrl,
    TEST_OWNER_URL: urls.ownerUrl,
    TEST_WEB_URL: urls.webUrl,
    TEST_WORKER_URL: urls.workerUrl,
    TEST_SOURCE_ADMIN_URL: sources.url("postgres"),
    EGRESS_ALLOW: [sources.port, mariadb?.port]
      .filter(Boolean)
      .map((port) => `127.0.0.1:${port}`)
      .join(","),
    EGRESS_DENY: `127.0.0.1:${own.port}`,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
    ...(mariadb && { TEST_MARIADB_URL: `mysql://root:${mariadb.rootPassword}@127.0.0.1:${mariadb.port}` }),
  })
}

export async function teardown() {
  for (const stop of stops.reverse()) await stop()
}

/** Promise.all that waits for the slow ones too: what starts after a failure would have nobody to stop it. */
async function allOrNone<T extends readonly unknown[]>(promises: [...T]): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises)
  return Promise.all(promises)
}

async function cluster(home: string, name: string, port: number): Promise<Cluster> {
  const started = await startCluster({ dir: join(home, name), port, throwaway: true })
  stops.push(() => started.destroy())
  return started
}

async function startOther(home: string): Promise<Mariadb | undefined> {
  const answer = await startMariadb({ dir: join(home, "mariadb"), port: 55_520 })
  if (!("skipped" in answer)) {
    stops.push(answer.stop)
    return answer
  }
  if (process.env.CI === "true") throw new Error(`CI skips nothing, but there is ${answer.skipped}`)
  console.warn(`The MariaDB tests are skipped: ${answer.skipped}`)
}

/** A run that was killed left its servers behind. */
async function sweep() {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const home = join(tmpdir(), name)
    const lock = join(home, "running.json")
    try {
      if (!existsSync(lock) || isAlive(JSON.parse(readFileSync(lock, "utf8")))) continue
      for (const file of readdirSync(home, { recursive: true, encoding: "utf8" }).filter((file) => basename(file) === "cluster.json")) {
        const folder = join(home, dirname(file))
        await stopCluster(folder)
        rmSync(serverFor(folder).data, { recursive: true, force: true })
      }
      await stopMariadb(join(home, "mariadb"))
      await stopCeph(join(home, "ceph"))
      rmSync(home, { recursive: true, force: true })
    } catch (error) {
      console.warn(`${home} is left over from another run and cannot be removed: ${(error as Error).message}`)
    }
  }
}
