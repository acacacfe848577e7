import { expect, test } from "vitest"
import { relative } from "./relative-time"

const noon = new Date("2026-11-12T12:00:00Z")
const after = (seconds: number) => relative(noon, noon.getTime() + seconds * 1000)

test("a moment is said in its largest whole unit", () => {
  expect([20, 60, 240, 7_300, 90_000].map(after)).toEqual(["just now", "1 min ago", "4 min ago", "2 h ago", "1 d ago"])
})

test("what is to come is said so", () => {
  expect([-20, -45, -3_700].map(after)).toEqual(["just now", "in a moment", "in 1 h"])
})

test("after a month it is a date", () => {
  expect(after(40 * 86_400)).toBe("12 Nov 2026")
})
