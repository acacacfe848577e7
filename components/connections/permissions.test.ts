import { expect, test } from "vitest"
import type { ConnectionDetail } from "@/lib/connections/model"
import { changeOf, isNothing, sentenceOf, wantedOf } from "./permissions"
import { dayBefore, endOfDay, lastDayOf } from "./words"

type Shown = Pick<ConnectionDetail, "grants" | "visibility">
const everyone: Shown = { visibility: "shared", grants: [{ principal: "all teams", id: null, name: "All teams", endsAt: null }] }
const tea = `tea_${"a".repeat(32)}` as const
const usr = `usr_${"b".repeat(32)}` as const
const allTeams = { principal: "all teams", principalId: null }

test("ACC-42 nothing is sent for what was not changed", () => {
  expect(isNothing(changeOf(everyone, wantedOf(everyone)))).toBe(true)
})

test("ACC-43 naming a team and a person takes the place of everyone, and an end date alone is a change", () => {
  const chosen = new Map([
    [`team ${tea}`, null],
    [`user ${usr}`, "2031-12-04T00:00:00.000Z"],
  ])
  const change = changeOf(everyone, { who: "some", lent: "none", chosen })
  expect(change).toEqual({
    add: [
      { to: { principal: "team", principalId: tea }, endsAt: null },
      { to: { principal: "user", principalId: usr }, endsAt: "2031-12-04T00:00:00.000Z" },
    ],
    remove: [allTeams],
  })
  const until = new Map([["all teams ", "2031-12-04T00:00:00.000Z"]])
  expect(changeOf(everyone, { who: "all teams", lent: "none", chosen: until })).toEqual({
    add: [{ to: allTeams, endsAt: "2031-12-04T00:00:00.000Z" }],
    remove: [],
  })
})

test("private keeps whom it was shared with; sharing again says so", () => {
  const wanted = wantedOf(everyone)
  expect(changeOf(everyone, { ...wanted, who: "private" })).toEqual({ visibility: "private", add: [], remove: [] })
  const hidden: Shown = { ...everyone, visibility: "private" }
  expect(changeOf(hidden, { ...wantedOf(hidden), who: "all teams" })).toEqual({ visibility: "shared", add: [], remove: [] })
})

test("the sentence says who will be able to use it", () => {
  const nameOf = (key: string) => ({ [`team ${tea}`]: "Consumer", [`user ${usr}`]: "Mia" })[key]
  const chosen = new Map([
    [`team ${tea}`, null],
    [`user ${usr}`, "2031-12-04T00:00:00.000Z"],
  ])
  expect(sentenceOf({ who: "some", lent: "all clients", chosen }, "Olivia", nameOf)).toBe(
    "After Save, Consumer, Mia until 3 Dec 2031, and all client accounts can use it, and Olivia, its owner.",
  )
  for (const who of ["private", "some"] as const)
    expect(sentenceOf({ who, lent: "none", chosen: new Map() }, "Olivia", nameOf)).toBe("After Save, only Olivia, its owner, can use it.")
})

test("the last day is included, whichever way it is written", () => {
  expect(endOfDay("2026-12-03")).toBe("2026-12-04T00:00:00.000Z")
  expect(dayBefore("2026-12-04T00:00:00.000Z")).toBe("2026-12-03")
  const now = new Date("2026-11-20T12:00:00Z")
  expect(lastDayOf("2026-12-04T00:00:00.000Z", now)).toBe("3 Dec")
  expect(lastDayOf("2027-01-01T00:00:00.000Z", now)).toBe("31 Dec")
  expect(lastDayOf("2027-01-02T00:00:00.000Z", now)).toBe("1 Jan 2027")
  expect(endOfDay("")).toBe(null)
})
