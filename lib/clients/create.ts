import "server-only"
import { memberships, organizations } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { command } from "@/lib/access/verb"
import { acrossInto } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import { demandAgency } from "./find"
import { newClient } from "./model"

/** Opens a client account. Whoever opens it is its first owner, as one of the agency's people. */
export const createClient = command("client.create", newClient, async (ctx, { name, slug }) => {
  demandAgency(ctx)
  const { userId } = personOf(ctx)
  const id = newId("org")
  await acrossInto(ctx, id, async (inside) => {
    const [made] = await inside.db
      .insert(organizations)
      .values({ id, slug, name, kind: "client", parentId: ctx.organizationId })
      .onConflictDoNothing()
      .returning({ id: organizations.id })
    if (!made) throw new AppError("conflict", "This address is taken.", { slug: ["Already taken. Choose another."] })
    await inside.db.insert(memberships).values({ organizationId: id, userId, role: "owner", seat: true, agencyId: ctx.organizationId })
    await record(inside, { verb: "client.create", subject: id, detail: { name, slug } })
  })
  return { id, slug, audit: { name, slug } }
})
