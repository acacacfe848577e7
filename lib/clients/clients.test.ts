import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { memberships, organizations } from "@/db/schema"
import { within } from "@/lib/access/within"
import { removeMember } from "@/lib/offboarding/remove"
import { agencyWorld } from "@/test/agency"
import { closeSources } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { createClient } from "./create"
import { letIn } from "./let-in"
import { letOut } from "./let-out"
import { listClients } from "./list"

afterAll(async () => {
  await closeSources()
  await closePools()
})

test("ORG-16 an agency opens a client account and says who of its people may enter it", () =>
  agencyWorld(async ({ agency }) => {
    const slug = `c-${agency.slug}`
    const { id } = await createClient(agency.as("admin"), { name: "Client C", slug })
    await expect(createClient(agency.as("admin"), { name: "Again", slug })).rejects.toMatchObject({ code: "conflict" })
    await letIn(agency.as("admin"), { clientId: id, userId: agency.people.editor, role: "editor" })
    const row = (await listClients(agency.as("admin"), {})).find((one) => one.id === id)
    expect(row).toMatchObject({
      name: "Client C",
      mayEnter: true,
      people: [
        { name: "admin", role: "owner" },
        { name: "editor", role: "editor" },
      ],
    })
    const enters = (who: "editor" | "marketer") =>
      within(agency.as(who), ({ db }) =>
        db
          .select({ slug: organizations.slug })
          .from(memberships)
          .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
          .where(eq(memberships.userId, agency.people[who])),
      )
    expect((await enters("editor")).map((one) => one.slug).sort()).toEqual([agency.slug, slug].sort())
    expect(await enters("marketer")).toEqual([{ slug: agency.slug }])
    await letOut(agency.as("admin"), { clientId: id, userId: agency.people.editor })
    expect(await enters("editor")).toEqual([{ slug: agency.slug }])
    await expect(letOut(agency.as("owner"), { clientId: id, userId: agency.people.admin })).rejects.toMatchObject({ code: "conflict" })
  }))

test("only an agency's owners and admins open client accounts; another agency's does not exist", () =>
  agencyWorld(({ agency, client }) =>
    world(async ({ home }) => {
      const wanted = { name: "X", slug: `x-${agency.slug}` }
      await expect(createClient(agency.as("editor"), wanted)).rejects.toMatchObject({ code: "forbidden" })
      await expect(createClient(home.as("owner"), wanted)).rejects.toMatchObject({ code: "conflict" })
      for (const verb of ["in", "out"] as const) {
        const say = (house: House) => {
          const person = { clientId: client.id, userId: house.people.editor }
          return verb === "in" ? letIn(house.as("owner"), { ...person, role: "editor" }) : letOut(house.as("owner"), person)
        }
        const stranger = {
          ...home,
          as: (who: "owner") => ({ ...home.as(who), organization: { ...home.as(who).organization, kind: "agency" as const } }),
        }
        await expect(say(stranger as House)).rejects.toMatchObject({ code: "not_found" })
      }
      await expect(letIn(agency.as("editor"), { clientId: client.id, userId: agency.people.editor, role: "editor" })).rejects.toMatchObject(
        { code: "forbidden" },
      )
      await expect(letOut(agency.as("editor"), { clientId: client.id, userId: agency.people.editor })).rejects.toMatchObject({
        code: "forbidden",
      })
      await expect(letIn(agency.as("owner"), { clientId: client.id, userId: home.people.editor, role: "editor" })).rejects.toMatchObject({
        code: "not_found",
      })
      await expect(listClients(agency.as("editor"), {})).rejects.toMatchObject({ code: "forbidden" })
      expect(await listClients(home.as("owner"), {})).toEqual([])
    }),
  ))

test("whoever leaves the agency leaves its client accounts too", () =>
  agencyWorld(async ({ agency, client, guest }) => {
    await guest("editor", client)
    await removeMember(agency.as("owner"), { userId: agency.people.editor })
    const left = await within(client.as("owner"), ({ db }) =>
      db.select({ id: memberships.id }).from(memberships).where(eq(memberships.userId, agency.people.editor)),
    )
    expect(left).toEqual([])
  }))
