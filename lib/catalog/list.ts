import "server-only"
import { sql } from "drizzle-orm"
import { type Context, isRole, personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import type { Announced, Manifest } from "@/lib/connectors/connector"
import { catalog } from "@/lib/connectors/manifests"
import { matches, nearestTo } from "./match"
import { type CatalogEntry, type CatalogView, catalogFilter, categories } from "./model"
import { reachOf } from "./reach"

/** Every platform that answers the search and the category, with how many connections to it this person may see. */
export const listCatalog = query("catalog.list", catalogFilter, async (ctx, { q, category }): Promise<CatalogView> => {
  const found = catalog.filter((platform) => (!category || platform.category === category) && matches(platform, q))
  const { counts, requested } = await knownOf(ctx)
  const near = found.length === 0 ? nearestTo(catalog, q) : undefined
  return {
    entries: found.map((platform) => entryOf(platform, counts.get(platform.id) ?? 0, requested.has(platform.id))),
    total: catalog.length,
    categories: categories.filter((one) => catalog.some((platform) => platform.category === one)),
    nearest: near ? { id: near.id, name: near.name } : null,
    wanted: isRole(personOf(ctx).role, ["owner", "admin"]) ? await wantedOf(ctx) : [],
  }
})

const entryOf = (platform: Manifest | Announced, connections: number, requested: boolean): CatalogEntry => {
  const { id, name, category, maturity, description } = platform
  const methods = "methods" in platform ? Object.values(platform.methods).map(({ label }) => label) : []
  return { id, name, category, maturity, description, methods, connections, requested }
}

async function knownOf(ctx: Context) {
  const { db, organizationId } = ctx
  const counted = (await db.execute(sql`
    select c.platform, count(*)::int as connections from connections c
    where c.organization_id = ${organizationId} and c.lifecycle <> 'deleted' and ${reachOf(ctx)} group by c.platform`)) as unknown as {
    platform: string
    connections: number
  }[]
  const asked = (await db.execute(sql`
    select platform from platform_requests where organization_id = ${organizationId} and user_id = ${personOf(ctx).userId}`)) as unknown as {
    platform: string
  }[]
  return {
    counts: new Map(counted.map(({ platform, connections }) => [platform, connections])),
    requested: new Set(asked.map(({ platform }) => platform)),
  }
}

async function wantedOf({ db, organizationId }: Context): Promise<CatalogView["wanted"]> {
  const asked = (await db.execute(sql`
    select platform, count(*)::int as people from platform_requests where organization_id = ${organizationId}
    group by platform order by people desc, lower(platform) limit 20`)) as unknown as CatalogView["wanted"]
  return asked.map(({ platform, people }) => ({ platform: catalog.find(({ id }) => id === platform)?.name ?? platform, people }))
}
