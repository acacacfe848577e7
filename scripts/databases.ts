import { lookup } from "node:dns/promises"
import { join } from "node:path"
import { type Cluster, startCluster } from "./cluster"
import { type DatabaseUrls, provision } from "./provision"
import { databaseIn } from "./with-admin"

export type Databases = {
  urls: DatabaseUrls
  demo?: Cluster
  /** The addresses of Patchbay's own tables, which the worker may never dial for anybody. */
  own: string[]
  stop(): Promise<void>
}

type Options = { home: string; demo: boolean; log: (line: string) => void }

/** Patchbay's own database (the operator's, when DATABASE_URL names one) and the demo's, which the worker dials like any other source. */
export async function openDatabases({ home, demo, log }: Options): Promise<Databases> {
  const operators = process.env.DATABASE_URL
  const starting: Promise<Cluster>[] = []
  const start = (name: string, port: number) => {
    const cluster = startCluster({ dir: join(home, name), port, log })
    starting.push(cluster)
    return cluster
  }
  let reviving: Promise<void> | undefined
  const watch = setInterval(() => {
    reviving ??= revive(starting, log)
      .catch((error: Error) => log(error.message))
      .finally(() => (reviving = undefined))
  }, 2000)
  const stop = async () => {
    clearInterval(watch)
    const started = await Promise.allSettled([...starting, reviving])
    await Promise.all(started.map((cluster) => cluster.status === "fulfilled" && cluster.value?.stop()))
  }

  try {
    const [own, demoCluster] = await Promise.all([operators ? undefined : start("pg", 54_320), demo ? start("demo-pg", 54_330) : undefined])
    const adminUrl = own?.url("postgres") ?? operators ?? ""
    const urls = await provision({ adminUrl, database: databaseIn(adminUrl), home })
    return { urls, demo: demoCluster, own: await addressesOf(adminUrl), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A database whose process was killed comes back while everything else goes on. */
async function revive(starting: Promise<Cluster>[], log: Options["log"]) {
  for (const cluster of await Promise.all(starting)) {
    if (cluster.isAlive()) continue
    log("A database process ended; it starts again.")
    const again = await startCluster({ dir: cluster.dir, port: cluster.port, log })
    if (again.port !== cluster.port) log("Its port was taken meanwhile: stop Patchbay and start it again.")
  }
}

/** Every address:port behind a database's URL; the egress guard knows no names. */
export async function addressesOf(url: string): Promise<string[]> {
  const { hostname, port } = new URL(url)
  const found = await lookup(hostname.replace(/^\[|\]$/g, ""), { all: true })
  return found.map(({ address, family }) => `${family === 6 ? `[${address}]` : address}:${port || 5432}`)
}
