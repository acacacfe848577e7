import { readFileSync } from "node:fs"
import { join } from "node:path"
import { databaseIn, withAdmin } from "./with-admin"

/** Walks the audit chain of every organization, with the worker's own rights. Ends with 1 if anything is wrong. */
await withAdmin(async ({ adminUrl, home }) => {
  const { patchbay_worker: password } = JSON.parse(readFileSync(join(home, "database.json"), "utf8"))
  const url = new URL(adminUrl)
  Object.assign(url, { username: "patchbay_worker", password, pathname: `/${databaseIn(adminUrl)}` })
  Object.assign(process.env, { DATABASE_URL: url.href, PATCHBAY_AUDIT_KEY: readFileSync(join(home, "keys", "audit-key"), "utf8").trim() })
  const [{ open }, { organizations }, { verifyAudit }] = await Promise.all([
    import("@/db/client"),
    import("@/db/schema"),
    import("@/lib/audit/verify"),
  ])
  const { db, sql } = open(url.href, 1)
  try {
    for (const organization of await db.select().from(organizations).orderBy(organizations.slug)) {
      const actor = { kind: "worker", job: "verify-audit", role: "worker" } as const
      const { lines, head, faults } = await verifyAudit({
        actor,
        organization,
        organizationId: organization.id,
        db,
        requestId: "req_verify",
      })
      console.log(
        `${organization.slug}: ${lines} lines, head ${head.seq} ${head.hash}${faults.length === 0 ? "" : `\n  ${faults.join("\n  ")}`}`,
      )
      if (faults.length > 0) process.exitCode = 1
    }
  } finally {
    await sql.end({ timeout: 2 })
  }
})
