import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Context } from "@/lib/access/context"
import { databaseIn, withAdmin } from "./with-admin"

/** Visits every organization with the worker's own rights and keys, one after the other. */
export const visitAsWorker = (
  job: string,
  visit: (ctx: Context, home: string) => Promise<void>,
  after?: (visited: Context[], home: string) => Promise<void>,
) =>
  withAdmin(async ({ adminUrl, home }) => {
    const { patchbay_worker: password } = JSON.parse(readFileSync(join(home, "database.json"), "utf8"))
    const url = new URL(adminUrl)
    Object.assign(url, { username: "patchbay_worker", password, pathname: `/${databaseIn(adminUrl)}` })
    Object.assign(process.env, {
      DATABASE_URL: url.href,
      PATCHBAY_AUDIT_KEY: readFileSync(join(home, "keys", "audit-key"), "utf8").trim(),
      PATCHBAY_VAULT_PRIVATE: join(home, "keys", "private.json"),
      PATCHBAY_VAULT_PUBLIC: join(home, "keys", "public.json"),
    })
    const [{ open }, { allOrganizations, contextOf }] = await Promise.all([import("@/db/client"), import("@/worker/context")])
    const { db, sql } = open(url.href, 2)
    try {
      const contexts = (await allOrganizations(db)).toSorted((a, b) => a.slug.localeCompare(b.slug)).map((one) => contextOf(db, one, job))
      for (const ctx of contexts) await visit(ctx, home)
      await after?.(contexts, home)
    } finally {
      await sql.end({ timeout: 2 })
    }
  })
