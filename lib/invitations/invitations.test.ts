import { afterAll, expect, test } from "vitest"
import { createPerson } from "@/lib/accounts/create"
import { lookAtLink, makeLink } from "@/lib/accounts/links"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { listMembers } from "@/lib/members/list"
import { listOrganizations } from "@/lib/organizations/list"
import { closePools, type House, pool, world } from "@/test/world"
import { acceptAs, acceptAsKnown, acceptAsNew } from "./accept"
import { createInvitations } from "./create"
import { listInvitations } from "./list"
import { lookAtInvitation } from "./look"
import { addressesIn } from "./model"
import { revokeInvitation } from "./revoke"

afterAll(closePools)
const password = "violet anchor teapot"
const db = () => pool("web").db

async function invite(house: House, email: string, more: { role?: "marketer" | "admin"; teamIds?: House["teams"]["consumer"][] } = {}) {
  const { results } = await createInvitations(house.as("admin"), { emails: email, role: "marketer", ...more })
  return new URL(results[0]?.url ?? "http://nothing").pathname.split("/").at(-1) ?? ""
}

test("addresses are found in what people paste", () => {
  expect(addressesIn("a@x.test, B <b@x.test>;\n\n c@x.test \nA@x.test")).toEqual(["A@x.test", "b@x.test", "c@x.test"])
})

test("each line of a paste has its own result", () =>
  world(async ({ home }) => {
    const emails = `new@${home.slug}.test\nnot an address\nowner@${home.slug}.test`
    const { results } = await createInvitations(home.as("admin"), { emails, role: "editor" })
    expect(results).toMatchObject([
      { email: `new@${home.slug}.test`, url: expect.stringMatching(/^http:\/\/localhost:3000\/invitation\/[\w-]{43}$/) },
      { email: "not an address", refusal: expect.any(String) },
      { email: `owner@${home.slug}.test`, refusal: "Is a member already." },
    ])
    expect(await listInvitations(home.as("owner"), {})).toMatchObject([
      { email: `new@${home.slug}.test`, role: "editor", invitedBy: "admin" },
    ])
  }))

test("an editor may not invite, an admin not an owner, and no team of a neighbour", () =>
  world(async ({ home, elsewhere }) => {
    const emails = `x@${home.slug}.test`
    await expect(createInvitations(home.as("editor"), { emails, role: "marketer" })).rejects.toMatchObject({ code: "forbidden" })
    await expect(createInvitations(home.as("admin"), { emails, role: "owner" })).rejects.toMatchObject({ code: "forbidden" })
    const strange = { emails, role: "marketer" as const, teamIds: [elsewhere.teams.consumer] }
    await expect(createInvitations(home.as("admin"), strange)).rejects.toMatchObject({ code: "not_found" })
    expect(await listInvitations(home.as("owner"), {})).toEqual([])
  }))

test("somebody new accepts: an account, a membership, the teams; the link works once", () =>
  world(async ({ home, elsewhere }) => {
    const email = `new@${home.slug}.test`
    const token = await invite(home, email, { teamIds: [home.teams.business] })
    expect(await lookAtInvitation(db(), token)).toMatchObject({ organization: "Home", invitedBy: "admin", email, person: undefined })
    expect(await lookAtInvitation(db(), token)).toBeDefined()
    const { userId, slug } = await acceptAsNew(db(), { token, name: "New", password })
    expect(slug).toBe(home.slug)
    expect(await listOrganizations(db(), userId)).toMatchObject([{ slug: home.slug, role: "marketer" }])
    const joined = (await listMembers(home.as("owner"), {})).find((one) => one.userId === userId)
    expect(joined).toMatchObject({ name: "New", seat: true, teams: [{ name: "Business" }] })
    await expect(acceptAsNew(db(), { token, name: "Again", password })).rejects.toMatchObject({ code: "not_found" })
    expect(await listInvitations(home.as("owner"), {})).toEqual([])
    expect((await listMembers(elsewhere.as("owner"), {})).some((one) => one.userId === userId)).toBe(false)
  }))

test("somebody known says their password, or is signed in as the invited one", () =>
  world(async ({ home }) => {
    const email = `known@${home.slug}.test`
    const { id } = await createPerson(db(), { email, name: "Known", password })
    const token = await invite(home, email)
    await expect(acceptAsNew(db(), { token, name: "Thief", password: "other words entirely" })).rejects.toMatchObject({ code: "conflict" })
    await expect(acceptAsKnown(db(), { token, password: "wrong" }, undefined)).rejects.toMatchObject({ code: "invalid" })
    await expect(acceptAs(db(), token, home.people.owner)).rejects.toMatchObject({ code: "forbidden" })
    // A reset link from elsewhere must not lead in here.
    const link = await makeLink(db(), "password-reset", id)
    expect(await acceptAsKnown(db(), { token, password }, undefined)).toEqual({ userId: id, slug: home.slug })
    expect(await lookAtLink(db(), link, "password-reset")).toBeUndefined()
    await expect(acceptAs(db(), token, id)).rejects.toMatchObject({ code: "not_found" })
  }))

test("a link that was taken back, replaced or is too old opens nothing", () =>
  world(async ({ home, elsewhere }) => {
    const email = `late@${home.slug}.test`
    const first = await invite(home, email)
    const second = await invite(home, email)
    expect(await lookAtInvitation(db(), first)).toBeUndefined()
    const [standing] = await listInvitations(home.as("owner"), {})
    if (!standing) throw new Error("no invitation")
    await expect(revokeInvitation(elsewhere.as("owner"), { invitationId: standing.id })).rejects.toMatchObject({ code: "not_found" })
    await expect(revokeInvitation(home.as("marketer"), { invitationId: standing.id })).rejects.toMatchObject({ code: "forbidden" })
    shiftClock(times.invitation + times.minute)
    expect(await lookAtInvitation(db(), second)).toBeUndefined()
    shiftClock(0)
    await revokeInvitation(home.as("admin"), { invitationId: standing.id })
    expect(await lookAtInvitation(db(), second)).toBeUndefined()
  }))
