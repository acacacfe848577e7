import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Context } from "@/lib/access/context"
import { type Action, actions, type Standing, standings } from "@/lib/access/decide"
import { type MemberRole, may, permissions } from "@/lib/access/permissions"
import { editConnection } from "@/lib/connections/edit"
import { previewImpact } from "@/lib/impact/preview"
import { closeBoss } from "@/lib/queue/boss"
import { type Agency, agencyWorld } from "./agency"
import { type Deed, deeds, isListed } from "./matrix-deeds"
import { aRow, type Cell, ghost, type Lie, liesOf, printOf } from "./matrix-rows"
import { eighteen, expected, idsOf, rolesOf, whoseOf } from "./matrix-table"
import { closePools, type House } from "./world"

let there: Agency
const guests = new Map<MemberRole, Context>()
beforeAll(async () => {
  await agencyWorld(async (world) => {
    there = world
    for (const role of ["admin", "editor", "marketer"] as const) guests.set(role, await world.guest(role, world.client, role))
  })
})
afterAll(async () => {
  await closeBoss()
  await closePools()
})

type Answer = "yes" | "forbidden" | "not_found"
const codeOf = (deed: Promise<unknown>): Promise<{ code?: string; message?: string }> =>
  deed.then(
    () => ({}),
    (error) => error,
  )

/** Says the verb to a row that lies so. Allowed: what was meant has happened. Refused: with this word, and nothing is otherwise in any table. */
async function hold(deed: Deed, ctx: Context, house: House, lie: Lie, answer: Answer, owns: boolean) {
  const cell = await aRow(house, { ...lie, ...deed.lies?.(owns, lie, house) })
  const preview = (act: NonNullable<Deed["act"]>) => previewImpact(ctx, { acts: [act(cell)] })
  if (answer === "yes") {
    await deed.say(ctx, cell, deed.act && (await preview(deed.act)).token)
    return deed.done(cell, ctx)
  }
  const before = await printOf(house.id, ctx.organizationId)
  const refusal = await codeOf(deed.say(ctx, cell))
  const sayable = may(ctx.actor.role, deed.verb)
  expect(refusal).toMatchObject({ name: "AppError", code: sayable ? answer : "forbidden" })
  // Its effect is not told either; what the agency lends has none here.
  if (deed.act) expect(await codeOf(preview(deed.act))).toMatchObject({ code: house.id === ctx.organizationId ? answer : "not_found" })
  if (answer === "not_found") await expectNoTrace(deed, ctx, cell, refusal)
  expect(await printOf(house.id, ctx.organizationId)).toBe(before)
}

/** The answer is word for word that of a row which never was, and no list shows it. */
async function expectNoTrace(deed: Deed, ctx: Context, cell: Cell, refusal: { message?: string }) {
  expect((await codeOf(deed.say(ctx, ghost(cell)))).message).toBe(refusal.message)
  expect(await isListed(ctx, cell)).toBe(false)
}

const answers: Record<string, Answer> = { y: "yes", g: "yes", n: "forbidden", a: "forbidden", "-": "not_found" }
const letterOf = (action: Action, standing: Standing) => expected[action][standings.indexOf(standing)] ?? ""
const answerOf = (action: Action, standing: Standing): Answer => answers[letterOf(action, standing)]!
const titleOf = (action: Action, standing: Standing, role: MemberRole) =>
  `${idsOf(action, standing)} ${standing.startsWith("client") ? `${role} of a client account` : role}${standing.replace(/^\w+/, "")}: ${action}`.trim()

const isDeed = (action: Action): action is keyof typeof deeds => action in deeds
const cells = actions.flatMap((action) =>
  standings.flatMap((standing) => rolesOf[standing].map((role) => ({ action, standing, role, title: titleOf(action, standing, role) }))),
)

describe("ORG-8 ORG-9 every cell of the access matrix, by the verb that does it", () => {
  for (const { action, standing, role, title } of cells) {
    if (!isDeed(action)) continue
    test(`${title} is ${answerOf(action, standing)}`, async () => {
      // A client account transfers, an agency lends: the row lies where the deed has a meaning.
      const house = action === "transfer" && !standing.startsWith("client") ? there.client : there.agency
      const ctx = (standing.startsWith("client") ? there.client : house).as(role)
      for (const lie of liesOf(standing, role, house))
        await hold(deeds[action], ctx, house, lie, answerOf(action, standing), standing.endsWith("owns"))
    })
  }
})

test("what is compared is all that there is: it differs after every deed that is done", async () => {
  for (const [action, deed] of Object.entries(deeds)) {
    if (action === "view" || action === "transfer") continue
    const cell = await aRow(there.agency, {
      owner: action === "sendReconnectLink" || action === "giveOwnership" ? "editor2" : "admin",
      ...deed.lies?.(true, {}, there.agency),
    })
    const ctx = there.agency.as("admin")
    const before = await printOf(there.agency.id)
    await deed.say(ctx, cell, deed.act && (await previewImpact(ctx, { acts: [deed.act(cell)] })).token)
    expect(await printOf(there.agency.id), action).not.toBe(before)
  }
})

describe("use is given by a grant, and by nothing else", () => {
  for (const [standing, role] of [
    ["keeper, shared", "owner"],
    ["keeper, shared", "admin"],
    ["editor, shared", "editor"],
  ] as const)
    test(`${role}${standing.replace(/^\w+/, "")} and not granted: use is forbidden`, () =>
      hold(deeds.use, there.agency.as(role), there.agency, { grants: [] }, "forbidden", false))
})

describe("who came from the agency of the client account transfers what they may see there", () => {
  for (const { standing, role, title } of cells.filter(({ action, role }) => action === "transfer" && role !== "owner")) {
    if (standing.startsWith("client")) continue
    const answer = letterOf("transfer", standing) === "a" ? "yes" : answerOf("transfer", standing)
    test(`${title} from the agency is ${answer}`, async () => {
      const ctx = guests.get(role)!
      for (const lie of liesOf(standing, role, there.client)) {
        const owner = standing.endsWith("owns") ? there.agency.people[role] : lie.owner
        await hold(deeds.transfer, ctx, there.client, { ...lie, owner }, answer, false)
      }
    })
  }
})

describe("LIF-6 nobody edits a configuration", () => {
  test("there is no verb for it", () => {
    const verbs = Object.keys(permissions)
    expect(verbs.filter((verb) => /configur|setting|credential/i.test(verb))).toEqual([])
  })
  for (const { standing, role, title } of cells.filter(({ action }) => action === "configure"))
    test(`${title} smuggled into an edit is refused`, async () => {
      for (const lie of liesOf(standing, role, there.agency)) {
        const ctx = (standing.startsWith("client") ? there.client : there.agency).as(role)
        const cell = await aRow(there.agency, lie)
        const before = await printOf(there.agency.id, there.client.id)
        for (const smuggled of [{ settings: { host: "elsewhere.example" } }, { platform: "mysql" }, { destination: "elsewhere" }]) {
          const crafted = { connectionId: cell.id, version: cell.version, name: "Mine now", description: "", ...smuggled }
          await expect(editConnection(ctx, crafted)).rejects.toMatchObject({ name: "ZodError" })
        }
        expect(await printOf(there.agency.id, there.client.id)).toBe(before)
      }
    })
})

describe("the eighteen rows that are numbered are the same table", () => {
  const agrees = (column: (standing: Standing) => boolean, cell: 3 | 4) =>
    eighteen.filter((row) => {
      const [, action, whose] = row
      const meant = standings.filter(column).filter((one) => (whose === "other's" ? /private|shared/.test(one) : whoseOf(one) === whose))
      return meant.length === 0 || meant.some((standing) => (answerOf(action, standing) === "yes") !== row[cell])
    })
  test("ORG-8 for owner and admin, who share a column", () => {
    expect(eighteen).toHaveLength(18)
    expect(agrees((standing) => standing.startsWith("keeper"), 3)).toEqual([])
    expect(Object.entries(rolesOf).filter(([, roles]) => roles.includes("owner") !== roles.includes("admin"))).toEqual([])
  })
  test("ORG-9 for the editor", () => expect(agrees((standing) => standing.startsWith("editor"), 4)).toEqual([]))
})
