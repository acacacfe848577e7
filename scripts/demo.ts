import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"

export type DemoInput = { ownerUrl: string; webUrl: string; workerUrl: string; demoAdminUrl: string; receiverPort: number; home: string }

/** Raised when the demo itself changes; `--fresh` makes it anew. */
const version = 4

/** Makes the demo organization and its databases, once. Ended half-way, the next start goes on where this one stopped. */
export async function seedDemo({ webUrl, workerUrl, demoAdminUrl, receiverPort, home }: DemoInput): Promise<void> {
  const port = new URL(demoAdminUrl).port
  // The seed stands in for both processes, and the environment is parsed at the first import.
  Object.assign(process.env, {
    DATABASE_URL: webUrl,
    PATCHBAY_HOME: home,
    PATCHBAY_VAULT_PRIVATE: join(home, "keys", "private.json"),
    EGRESS_ALLOW: `127.0.0.1:${port},127.0.0.1:${receiverPort}`,
    LOG_LEVEL: process.env.LOG_LEVEL || "warn",
  })
  const { keepPasswords } = await import("./demo/people")
  if (isMade(home)) return keepPasswords()
  const [{ makeDatabases }, { makePeople }, { makeConnections }, { makeAudiences }, { makeQueries }, { makeJobs }, { makePast }] =
    await Promise.all([
      import("./demo/databases"),
      import("./demo/people"),
      import("./demo/connections"),
      import("./demo/audiences"),
      import("./demo/queries"),
      import("./demo/jobs"),
      import("./demo/past"),
    ])
  const [houses] = await Promise.all([makePeople(workerUrl), makeDatabases(demoAdminUrl)])
  const made = await makeConnections(houses, { port: Number(port), demoAdminUrl, receiverPort })
  await makePast(houses.acme, made)
  const whole = (await makeAudiences(houses.acme, made)) && (await makeQueries(houses.acme, made)) && (await makeJobs(houses.acme, made))
  await keepPasswords()
  if (whole) remember(home)
}

const noteOf = (home: string) => join(home, "demo.json")

function isMade(home: string): boolean {
  return existsSync(noteOf(home)) && JSON.parse(readFileSync(noteOf(home), "utf8")).version === version
}

function remember(home: string) {
  writeFileSync(`${noteOf(home)}.new`, JSON.stringify({ version }), { mode: 0o600, flush: true })
  renameSync(`${noteOf(home)}.new`, noteOf(home))
}
