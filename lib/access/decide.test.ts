import { describe, expect, test } from "vitest"
import { expected } from "@/test/matrix-table"
import { newId } from "../base/ids"
import { actions, allowed, decide, type Grant, matrix, type Person, type Row, type Standing, standingOf, standings } from "./decide"
import type { MemberRole } from "./permissions"

const [home, agency] = [newId("org"), newId("org")]
const me = newId("usr")
const other = newId("usr")
const [active, spare] = [newId("tea"), newId("tea")]
const at = new Date("2026-05-01T12:00:00Z")
const everywhere: Grant = { principal: "all teams", principalId: null, endsAt: null }

const person = (role: MemberRole, more: Partial<Person> = {}): Person => ({
  userId: me,
  role,
  seat: true,
  activeTeamId: active,
  teamIds: [active, spare],
  organizationId: home,
  agencyId: null,
  ...more,
})
const row = (more: Partial<Row> = {}): Row => ({
  organizationId: home,
  ownerId: other,
  visibility: "shared",
  status: "Active",
  lifecycle: "live",
  shareable: true,
  grants: [everywhere],
  ...more,
})

const allClients: Grant = { principal: "all clients", principalId: null, endsAt: null }
/** A row of the agency, seen from the client account. */
const lent = (grants: Grant[]) => row({ organizationId: agency, grants })

/** Everybody and every row that stand in one column of the matrix. */
const cases: Record<Standing, [Person, Row][]> = {
  "keeper owns": (["owner", "admin"] as const).flatMap((role) =>
    (["private", "shared"] as const).map((visibility): [Person, Row] => [person(role), row({ ownerId: me, visibility })]),
  ),
  "editor owns": [[person("editor"), row({ ownerId: me, visibility: "private" })]],
  "marketer owns": [[person("marketer"), row({ ownerId: me, visibility: "private", grants: [] })]],
  "keeper, shared": [
    [person("owner"), row()],
    [person("admin"), row()],
  ],
  "keeper, private": [
    [person("owner"), row({ visibility: "private" })],
    [person("admin"), row({ visibility: "private" })],
  ],
  "editor, shared": [[person("editor"), row()]],
  "editor, private": [[person("editor"), row({ visibility: "private" })]],
  "marketer, granted": [[person("marketer"), row()]],
  "marketer, otherwise": [
    [person("marketer"), row({ grants: [] })],
    [person("marketer"), row({ visibility: "private" })],
  ],
  "client, granted": (["owner", "admin", "editor", "marketer"] as const).flatMap((role): [Person, Row][] => [
    [person(role), lent([allClients])],
    [person(role), lent([{ principal: "client", principalId: home, endsAt: null }])],
  ]),
  "client, otherwise": [
    [person("owner"), lent([])],
    [person("owner"), lent([everywhere])],
    [person("admin"), lent([{ principal: "client", principalId: newId("org"), endsAt: null }])],
    [person("editor"), { ...lent([allClients]), visibility: "private" }],
    // Whoever owns it in the agency is a stranger to it in the client account.
    [person("owner"), { ...lent([]), ownerId: me }],
  ],
}

describe("ORG-8 ORG-9 every cell of the access matrix", () => {
  for (const action of actions)
    for (const [column, standing] of standings.entries())
      test(`${standing}: ${action}`, () => {
        const letter = expected[action][column]
        for (const [who, what] of cases[standing]) {
          expect(standingOf(who, what, at)).toBe(standing)
          const { allowed, reason, path } = decide(who, action, what, at)
          expect(allowed).toBe(letter === "y" || letter === "g")
          if (letter === "a") expect(decide({ ...who, agencyId: agency }, action, what, at).allowed).toBe(true)
          if (letter === "-") expect(reason).toBe("not found")
          if (letter === "n" || letter === "a") expect(reason).toBe("role")
          expect(path[0]).toBe(`role ${who.role}`)
        }
      })
})

test("a platform that cannot be shared says so to whoever could share", () => {
  for (const standing of standings) {
    const [who, what] = cases[standing][0]!
    const { allowed, reason } = decide(who, "share", { ...what, shareable: false }, at)
    expect(allowed).toBe(false)
    if (matrix.share[standing] === "shareable") expect(reason).toBe("unshareable")
  }
})

describe("use", () => {
  const use = (who: Person, what: Row, when = at) => decide(who, "use", what, when)
  const team = (principalId: string, endsAt: string | null = null): Grant => ({ principal: "team", principalId, endsAt })

  test("needs a grant that matches the active team, a person or all teams", () => {
    expect(use(person("marketer"), row({ grants: [team(active)] }))).toMatchObject({
      allowed: true,
      path: expect.arrayContaining(["granted to the active team"]),
    })
    expect(use(person("marketer"), row({ grants: [team(spare)] }))).toMatchObject({ allowed: false, reason: "not in team" })
    expect(use(person("marketer", { activeTeamId: null }), row({ grants: [team(active)] }))).toMatchObject({ reason: "not in team" })
    expect(use(person("marketer"), row({ grants: [team(newId("tea"))] }))).toMatchObject({ reason: "not found" })
    expect(use(person("editor"), row({ grants: [] }))).toMatchObject({ reason: "not granted" })
    expect(use(person("owner"), row({ grants: [{ principal: "user", principalId: me, endsAt: null }] })).allowed).toBe(true)
    expect(use(person("marketer", { teamIds: [], activeTeamId: null }), row()).allowed).toBe(true)
  })

  test("an active team of which one is no member matches nothing", () => {
    expect(use(person("editor", { teamIds: [], activeTeamId: active }), row({ grants: [team(active)] }))).toMatchObject({
      reason: "not granted",
    })
  })

  test("a grant ends at its end date, not after it", () => {
    const ends = row({ grants: [team(active, at.toISOString())] })
    expect(use(person("marketer"), ends, new Date(at.getTime() - 1)).allowed).toBe(true)
    expect(use(person("marketer"), ends, at)).toMatchObject({ allowed: false, reason: "not found" })
  })

  test("always needs a seat, a live row and the status Active", () => {
    for (const mine of [me, other]) {
      expect(use(person("owner", { seat: false }), row({ ownerId: mine }))).toMatchObject({ reason: "no seat" })
      for (const status of ["Processing", "Inactive", "Deprecated"] as const)
        expect(use(person("owner"), row({ ownerId: mine, status }))).toMatchObject({ reason: "not active" })
      expect(use(person("owner"), row({ ownerId: mine, lifecycle: "disconnected" }))).toMatchObject({ reason: "not active" })
    }
  })

  test("ACC-7 a private connection is used by its owner alone, whatever its grants say", () => {
    for (const role of ["owner", "admin", "editor", "marketer"] as const)
      expect(use(person(role), row({ visibility: "private" })).allowed).toBe(false)
    expect(use(person("editor"), row({ visibility: "private", ownerId: me })).allowed).toBe(true)
  })
})

test("what was deleted does not exist for anybody", () => {
  for (const standing of standings)
    for (const action of actions)
      expect(decide(cases[standing][0]![0], action, { ...cases[standing][0]![1], lifecycle: "deleted" }, at)).toMatchObject({
        allowed: false,
        reason: "not found",
      })
})

test("all that is allowed of a row at once is what is allowed one by one, for everybody and every row", () => {
  for (const [who, which] of Object.values(cases).flat())
    for (const lifecycle of ["live", "disconnected", "deleted"] as const)
      for (const shareable of [true, false]) {
        const seen = { ...which, lifecycle, shareable }
        expect(allowed(who, seen, at)).toEqual(actions.filter((action) => decide(who, action, seen, at).allowed))
      }
})
