import { existsSync } from "node:fs"
import { join } from "node:path"
import { PgBoss } from "pg-boss"
import postgres from "postgres"

type Queue = { name: string; options: Record<string, unknown> }

/** Installs pg-boss's own tables as the owner, makes the queues, and lets web and worker use them without owning them. */
export async function installQueues(ownerUrl: string) {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false })
  boss.on("error", () => {})
  await boss.start()
  try {
    const there = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
    for (const { name, options } of await wantedQueues()) {
      const { policy, partition, ...changeable } = options
      if (!there.has(name)) await boss.createQueue(name, options)
      else await boss.updateQueue(name, changeable)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  await grantQueues(ownerUrl)
}

async function wantedQueues(): Promise<Queue[]> {
  const path = join(import.meta.dirname, "..", "lib", "queue", "queues.ts")
  return existsSync(path) ? (await import(path)).queues : []
}

async function grantQueues(ownerUrl: string) {
  const sql = postgres(ownerUrl, { max: 1, onnotice() {}, connection: { lock_timeout: 10_000 } })
  try {
    await sql.unsafe(`
      begin;
      grant usage on schema pgboss to patchbay_web, patchbay_worker;
      grant select, insert, update on all tables in schema pgboss to patchbay_web;
      grant select, insert, update, delete on all tables in schema pgboss to patchbay_worker;
      grant usage, select on all sequences in schema pgboss to patchbay_web, patchbay_worker;
      grant execute on all functions in schema pgboss to patchbay_web, patchbay_worker;
      commit;
    `)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
