import { afterAll, expect, test } from "vitest"
import { connections, grants } from "@/db/schema"
import { within } from "@/lib/access/within"
import { newId } from "@/lib/base/ids"
import { changeAccess } from "@/lib/connections/change-access"
import { revertAccess } from "@/lib/connections/revert-access"
import { impactOf } from "@/lib/impact/of"
import { createTeam } from "@/lib/teams/create"
import { closePools, type House, world } from "@/test/world"
import { auditLines, exportAudit } from "./export"
import { listAudit } from "./list"
import { sayDetail, sayVerb } from "./model"

afterAll(() => closePools())

const everybody = { principal: "all teams", principalId: null } as const
const all = async (house: House, format: "csv" | "ndjson", q = "") => {
  let text = ""
  for await (const part of auditLines(house.as("owner"), { format, q })) text += part
  return text
}

async function aConnection(home: House) {
  const [organizationId, id, ownerId] = [home.id, newId("con"), home.people.owner]
  await within(home.as("owner"), async ({ db }) => {
    const row = { platform: "postgres", method: "password", name: "Shop", settings: {}, destination: "d", locator: "l", ownerId }
    await db.insert(connections).values({ organizationId, id, ...row })
    await db.insert(grants).values({ organizationId, connectionId: id, ...everybody, createdBy: ownerId })
  })
  return id
}

test("the log names who did what to what, finds it by person, noun, day and words, and pages without a gap", () =>
  world(async ({ home }) => {
    for (const name of ["North", "South", "East"]) await createTeam(home.as("admin"), { name })
    const { rows, total } = await listAudit(home.as("owner"), {})
    expect(rows.map(({ seq, verb, actor, subject }) => [seq, verb, actor.name, subject.name])).toEqual([
      [3, "team.create", "admin", "East"],
      [2, "team.create", "admin", "South"],
      [1, "team.create", "admin", "North"],
    ])
    expect(total).toBe(3)
    const found = async (filter: object) => (await listAudit(home.as("owner"), filter)).rows.map(({ seq }) => seq)
    expect(await found({ q: "south" })).toEqual([2])
    expect(await found({ actor: home.people.admin, about: "team" })).toEqual([3, 2, 1])
    expect([await found({ actor: "worker" }), await found({ about: "connection" }), await found({ to: "2020-01-01" })]).toEqual([
      [],
      [],
      [],
    ])
    expect(await found({ from: "zzz", after: "zzz" as never })).toEqual([3, 2, 1])
    for (let name = 0; name < 9; name++) await createTeam(home.as("admin"), { name: `T${name}` })
    const first = await listAudit(home.as("owner"), { size: 10 })
    const second = await listAudit(home.as("owner"), { size: 10, after: first.next ?? 0 })
    expect([...first.rows, ...second.rows].map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect((await listAudit(home.as("owner"), { size: 10, before: second.previous ?? 0 })).rows.map(({ seq }) => seq)).toEqual(
      first.rows.map(({ seq }) => seq),
    )
  }))

test("the log is for owners and admins, and holds nothing of a neighbour", () =>
  world(async ({ home, elsewhere }) => {
    await createTeam(elsewhere.as("admin"), { name: "Theirs" })
    await expect(listAudit(home.as("editor"), {})).rejects.toMatchObject({ code: "forbidden" })
    await expect(exportAudit(home.as("marketer"), { format: "csv" })).rejects.toMatchObject({ code: "forbidden" })
    expect((await listAudit(home.as("owner"), {})).rows).toEqual([])
    expect(await all(home, "ndjson")).toBe("")
  }))

test("it leaves as CSV that no spreadsheet runs and as NDJSON, and says so in itself", () =>
  world(async ({ home }) => {
    await createTeam(home.as("admin"), { name: "=cmd()" })
    await exportAudit(home.as("owner"), { format: "csv", q: "cmd" })
    const lines = (await all(home, "ndjson"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { verb: "audit.export", detail: { format: "csv", q: "cmd" } },
      { verb: "team.create", subject: { name: "=cmd()" } },
    ])
    const csv = await all(home, "csv", "team.create")
    expect(csv.split("\n")[0]).toBe("seq,at,actor,actor name,verb,subject,subject name,detail,request id")
    expect(csv).toContain(",'=cmd(),")
  }))

test("a change of access is taken back from its line, with its impact seen, and only by who may change it", () =>
  world(async ({ home, elsewhere }) => {
    const id = await aConnection(home)
    const change = { add: [{ to: { principal: "team" as const, principalId: home.teams.consumer } }], remove: [everybody] }
    const { token } = await within(home.as("owner"), (ctx) =>
      impactOf(ctx, [
        { kind: "access", connectionId: id, change: { ...change, add: change.add.map((one) => ({ ...one, endsAt: null })) } },
      ]),
    )
    await changeAccess(home.as("owner"), { connectionId: id, version: 1, change, token })
    const [line] = (await listAudit(home.as("owner"), { about: "connection" })).rows
    expect(line?.revert).toEqual({
      connectionId: id,
      change: { add: [{ to: everybody, endsAt: null }], remove: [{ principal: "team", principalId: home.teams.consumer }] },
    })
    const seq = line?.seq ?? 0
    await expect(revertAccess(home.as("editor"), { seq })).rejects.toMatchObject({ code: "forbidden" })
    await expect(revertAccess(elsewhere.as("owner"), { seq: 9_999 })).rejects.toMatchObject({ code: "not_found" })
    await revertAccess(home.as("admin"), { seq })
    const left = await within(home.as("owner"), ({ db }) => db.select({ to: grants.principal, id: grants.principalId }).from(grants))
    expect(left).toEqual([{ to: "all teams", id: null }])
    // Giving it back again takes something away, so it must be seen first.
    const [again] = (await listAudit(home.as("owner"), { about: "connection" })).rows
    await expect(revertAccess(home.as("admin"), { seq: again?.seq ?? 0 })).rejects.toMatchObject({ code: "conflict" })
  }))

test("acts and particulars read as words", () => {
  expect(sayVerb("connection.changeAccess")).toBe("Connection: change access")
  expect(sayVerb("dataSource.create")).toBe("Data source: create")
  expect(sayDetail({ visibility: ["shared", "private"], teamIds: [], gone: null, role: "admin" })).toEqual([
    { key: "visibility", value: "shared → private" },
    { key: "team ids", value: "none" },
    { key: "role", value: "admin" },
  ])
  expect(sayDetail({ stopped: { audience: 2, query: 0 }, people: {} })).toEqual([
    { key: "stopped", value: "audience 2" },
    { key: "people", value: "none" },
  ])
})
