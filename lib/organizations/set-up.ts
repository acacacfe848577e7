import "server-only"
import { sql } from "drizzle-orm"
import * as z from "zod"
import type { Database } from "@/db/client"
import { users } from "@/db/schema"
import { takeLink } from "@/lib/accounts/links"
import { email, linkToken, newPassword, personName } from "@/lib/accounts/model"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import { createOrganization } from "./create"
import { organizationName, slug } from "./model"

export const setUpInput = z.object({
  token: linkToken,
  organization: organizationName,
  slug,
  name: personName,
  email,
  password: newPassword,
})

/** Nobody is here yet. Organizations hide behind their walls; people do not. */
export async function isEmpty(db: Database): Promise<boolean> {
  const [anybody] = await db.select({ id: users.id }).from(users).limit(1)
  return !anybody
}

/** The first organization and its owner, by the one-use link that the start printed. */
export const setUp = (db: Database, { token, organization, slug, name, email, password }: z.output<typeof setUpInput>): Promise<UserId> =>
  db.transaction(async (tx) => {
    // Two who hold two links come one after the other.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('patchbay set-up'))`)
    await takeLink(tx, token, "set-up")
    if (!(await isEmpty(tx))) throw new AppError("conflict", "Patchbay is set up already. Sign in, or ask an owner for an invitation.")
    return (await createOrganization(tx, { name: organization, slug, owner: { email, name, password } })).userId
  })
