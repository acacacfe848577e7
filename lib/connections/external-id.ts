import "server-only"
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import { and, eq, sql } from "drizzle-orm"
import { connections } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { required } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"
import type { OrganizationId } from "@/lib/base/ids"
import type { Manifest } from "@/lib/connectors/connector"

/** A random part, and our word that we made it for this organization: nobody can bring the id of another's role. */
const sign = (organizationId: OrganizationId, random: string) =>
  createHmac("sha256", `external id ${required("AUTH_SECRET")}`)
    .update(`${organizationId} ${random}`)
    .digest("hex")
    .slice(0, 32)

export function makeExternalId(organizationId: OrganizationId): string {
  const random = randomBytes(16).toString("hex")
  return `patchbay-${random}${sign(organizationId, random)}`
}

/** What Patchbay makes for a connection was made here, for this organization, and belongs to no other connection. */
export async function requireOwnMade(ctx: Context, { settings: questions }: Manifest, method: string, settings: Record<string, unknown>) {
  const { db, organizationId } = ctx
  for (const [key, { input, only, label }] of Object.entries(questions)) {
    if (input !== "made") continue
    const wanted = only === undefined || only === method
    const value = settings[key]
    if (!wanted && value === undefined) continue
    if (!wanted || typeof value !== "string" || !isOwn(organizationId, value)) throw notOurs(key, label)
    const used = and(eq(connections.organizationId, organizationId), sql`${connections.settings} ->> ${key} = ${value}`)
    const [taken] = await db.select({ id: connections.id }).from(connections).where(used).limit(1)
    if (taken) throw notOurs(key, label)
  }
}

function isOwn(organizationId: OrganizationId, value: string): boolean {
  const [, random = "", mark = ""] = /^patchbay-([0-9a-f]{32})([0-9a-f]{32})$/.exec(value) ?? []
  return mark !== "" && timingSafeEqual(Buffer.from(mark), Buffer.from(sign(organizationId, random)))
}

const notOurs = (key: string, label: string) =>
  new AppError("invalid", "Check the highlighted fields.", {
    [`settings.${key}`]: [
      `${label} is made by Patchbay for each connection. Start over, and put the new one into the trust policy of the role.`,
    ],
  })
