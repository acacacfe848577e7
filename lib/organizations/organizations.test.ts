import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audit, links, organizations } from "@/db/schema"
import { withinPerson } from "@/lib/access/within"
import { checkPassword } from "@/lib/accounts/check-password"
import { makeLink } from "@/lib/accounts/links"
import { newId } from "@/lib/base/ids"
import { hashOf } from "@/lib/sessions/token"
import { agencyWorld } from "@/test/agency"
import { closePools, pool, world } from "@/test/world"
import { createOrganization } from "./create"
import { findOrganization } from "./find"
import { listOrganizations } from "./list"
import { slugOf } from "./model"
import { setUp } from "./set-up"
import { updateOrganization } from "./update"

afterAll(closePools)
const unique = () => newId("req").slice(4, 20)

test("an organization begins with its owner, and the first line of its audit log", async () => {
  const db = pool("web").db
  const mark = unique()
  const owner = { email: `Ada@${mark}.test`, name: "Ada", password: "violet anchor teapot" }
  const made = await createOrganization(db, { name: "Acme", slug: mark, owner })
  expect(await listOrganizations(db, made.userId)).toMatchObject([{ slug: mark, name: "Acme", role: "owner" }])
  expect(await checkPassword(db, { email: `ada@${mark}.test`, password: "violet anchor teapot", address: undefined })).toBe(made.userId)
  const lines = await withinPerson(db, made, (tx) => tx.select().from(audit).where(eq(audit.organizationId, made.organizationId)))
  expect(lines).toMatchObject([{ seq: 1, verb: "organization.create", actor: made.userId }])
})

test("an address is taken once, and some are Patchbay's own", async () => {
  const db = pool("web").db
  const mark = unique()
  const make = (slug: string) => createOrganization(db, { name: "Acme", slug, owner: { email: `a@${unique()}.test`, name: "A" } })
  await make(mark)
  await expect(make(mark)).rejects.toMatchObject({ code: "conflict", fields: { slug: [expect.any(String)] } })
  await expect(make("sign-in")).rejects.toMatchObject({ name: "ZodError" })
  await expect(make("../etc")).rejects.toMatchObject({ name: "ZodError" })
})

test("a name makes an address", () => {
  expect(slugOf("Acme Outfitters")).toBe("acme-outfitters")
  expect(slugOf("  Ünïted & Söns, Ltd. ")).toBe("united-sons-ltd")
  expect(slugOf("株式会社")).toBe("")
})

test("set-up is refused where somebody lives already, and its link is not used up by that", () =>
  world(async () => {
    const db = pool("web").db
    const token = await makeLink(db, "set-up")
    const wanted = {
      token,
      organization: "Second",
      slug: unique(),
      name: "Eve",
      email: `eve@${unique()}.test`,
      password: "violet anchor teapot",
    }
    await expect(setUp(db, wanted)).rejects.toMatchObject({ code: "conflict" })
    expect(
      await db
        .select()
        .from(links)
        .where(eq(links.tokenHash, hashOf(token))),
    ).toMatchObject([{ usedAt: null }])
    await expect(setUp(db, { ...wanted, token: "x".repeat(43) })).rejects.toMatchObject({ code: "not_found" })
  }))

test("settings are changed by owners and admins, on the version that they saw", () =>
  world(async ({ home }) => {
    const { version } = await findOrganization(home.as("admin"), {})
    expect(await updateOrganization(home.as("admin"), { version, name: "New name" })).toMatchObject({
      name: "New name",
      version: version + 1,
    })
    await expect(updateOrganization(home.as("owner"), { version, marketersMayConnect: true })).rejects.toMatchObject({
      code: "conflict",
      facts: { name: "New name", marketersMayConnect: false, version: version + 1 },
    })
    await updateOrganization(home.as("owner"), { version: version + 1, marketersMayConnect: true })
    expect(await findOrganization(home.as("marketer"), {})).toMatchObject({ name: "New name", marketersMayConnect: true })
  }))

test("an editor may not change settings", () =>
  world(async ({ home }) => {
    await expect(updateOrganization(home.as("editor"), { version: 1, name: "Mine" })).rejects.toMatchObject({ code: "forbidden" })
  }))

test("a neighbour's settings stay as they are", () =>
  world(async ({ home, elsewhere }) => {
    await updateOrganization(home.as("owner"), { version: 1, name: "Ours" })
    expect(await findOrganization(elsewhere.as("owner"), {})).toMatchObject({ name: "Next door", version: 1 })
    const seen = await withinPerson(pool("web").db, { userId: home.people.owner }, (tx) =>
      tx.select({ id: organizations.id }).from(organizations),
    )
    expect(seen).toEqual([{ id: home.id }])
  }))

test("an organization becomes an agency, stays one while it has client accounts, and a client account never becomes one", () =>
  agencyWorld(async ({ agency, client }) =>
    world(async ({ home }) => {
      const { version } = await updateOrganization(home.as("owner"), { version: 1, agency: true })
      expect(await findOrganization(home.as("owner"), {})).toMatchObject({ kind: "agency" })
      await updateOrganization(home.as("owner"), { version, agency: false })
      expect(await findOrganization(home.as("owner"), {})).toMatchObject({ kind: "standard" })
      await expect(updateOrganization(agency.as("owner"), { version: 1, agency: false })).rejects.toMatchObject({ code: "conflict" })
      await expect(updateOrganization(client.as("owner"), { version: 1, agency: true })).rejects.toMatchObject({ code: "conflict" })
      await expect(updateOrganization(home.as("editor"), { version: 1, agency: true })).rejects.toMatchObject({ code: "forbidden" })
    }),
  ))
