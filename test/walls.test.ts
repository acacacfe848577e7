import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audit, auditHeads, connections, credentials, organizations, teams } from "@/db/schema"
import { within } from "@/lib/access/within"
import { newId } from "@/lib/base/ids"
import { closePools, type House, pool, world } from "./world"

/** Tables that are no tenant's: a person, what signs them in, and signs of life. Anything else carries its organization. */
const global = ["heartbeats", "identities", "links", "rate_limits", "sessions", "users"]
const roles = ["patchbay_web", "patchbay_worker"]

afterAll(() => closePools())

const names = async (query: ReturnType<typeof sql>) =>
  ((await pool("owner").db.execute(query)) as unknown as { name: string }[]).map(({ name }) => name).sort()

test("every table holds a tenant's rows or is named as one that does not", async () => {
  const without = await names(sql`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)`)
  expect(without).toEqual([...global, "organizations"].sort())
})

test("every tenant's table has row-level security, forced, with a policy that both shows and admits", async () => {
  const open = await names(sql`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not (c.relname = any(${sql.raw(`array['${global.join("','")}']`)}))
    and not (c.relrowsecurity and c.relforcerowsecurity
      and exists (select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null))`)
  expect(open).toEqual([])
})

test("keys and links of a tenant's table begin with the organization", async () => {
  const single = await names(sql`
    select k.conrelid::regclass || '.' || k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and array_length(k.conkey, 1) = 1
    and exists (select from pg_attribute a where a.attrelid = f.oid and a.attname = 'organization_id')`)
  expect(single).toEqual([])
})

test("no function of ours runs with its owner's rights, and no view hides its owner", async () => {
  expect(await names(sql`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`)).toEqual([])
  expect(
    await names(sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
      and not coalesce('security_invoker=true' = any(reloptions), false)`),
  ).toEqual([])
})

test("neither role owns a table, inherits the owner, or may pass row-level security", async () => {
  for (const role of roles) {
    const [found] = await pool("owner").db.execute(sql`
      select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty, pg_has_role(rolname, 'patchbay_owner', 'member') as owner,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owned from pg_roles r where rolname = ${role}`)
    expect(found).toEqual({ mighty: false, owner: false, owned: 0 })
  }
})

test("the web may seal a credential and not read one; nobody may change the audit log", async () => {
  const [rights] = await pool("owner").db.execute(sql`
    select has_column_privilege('patchbay_web', 'credentials', 'sealed', 'select') as read_sealed,
      has_table_privilege('patchbay_web', 'credentials', 'insert') as insert_sealed,
      has_table_privilege('patchbay_web', 'credentials', 'update') or has_table_privilege('patchbay_web', 'credentials', 'delete') as change_sealed,
      has_table_privilege('patchbay_web', 'audit', 'update, delete, truncate') or has_table_privilege('patchbay_worker', 'audit', 'update, delete, truncate') as change_audit`)
  expect(rights).toEqual({ read_sealed: false, insert_sealed: true, change_sealed: false, change_audit: false })
  await expect(pool("web").db.select({ sealed: credentials.sealed }).from(credentials)).rejects.toThrow()
  await expect(pool("web").db.delete(audit)).rejects.toThrow()
})

/** Each tenant's table with a row of the neighbour in it, read and written by us. */
const tenantTables = () =>
  names(sql`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p') and a.attname = 'organization_id' and has_table_privilege('patchbay_web', c.oid, 'select')`)

const furnish = (house: House) =>
  within(house.as("owner"), async ({ db }) => {
    const organizationId = house.id
    await db.insert(connections).values({
      organizationId,
      platform: "postgres",
      method: "password",
      name: "Warehouse",
      settings: {},
      destination: "d",
      locator: "l",
      ownerId: house.people.owner,
    })
    await db.insert(auditHeads).values({ organizationId })
  })

test("as the web's role, another organization's rows are not seen, changed or made, in any table", () =>
  world(async ({ home, elsewhere }) => {
    await furnish(elsewhere)
    const theirs = sql`organization_id = ${elsewhere.id}`
    for (const table of await tenantTables()) {
      const name = sql.identifier(table)
      const counted = await within(home.as("owner"), ({ db }) => db.execute(sql`select count(*)::int as n from ${name} where ${theirs}`))
      expect([table, counted[0]?.n]).toEqual([table, 0])
    }
    const seen = await within(home.as("owner"), ({ db }) => db.select({ id: organizations.id }).from(organizations))
    expect(seen).toEqual([{ id: home.id }])
    const changed = await within(home.as("owner"), ({ db }) =>
      db.update(teams).set({ name: "Taken over" }).where(theirs).returning({ id: teams.id }),
    )
    expect(changed).toEqual([])
    const planted = within(home.as("owner"), ({ db }) =>
      db.insert(teams).values({ organizationId: elsewhere.id, id: newId("tea"), name: "Planted" }),
    )
    await expect(planted).rejects.toMatchObject({ cause: { code: "42501" } })
  }))

test("without an organization nothing is seen at all", () =>
  world(async ({ home }) => {
    await furnish(home)
    for (const who of ["web", "worker"] as const) expect(await pool(who).db.select({ id: connections.id }).from(connections)).toEqual([])
    expect(await pool("web").db.select({ id: organizations.id }).from(organizations)).toEqual([])
  }))
