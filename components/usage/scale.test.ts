import { expect, test } from "vitest"
import { everySoMany, scaleOf } from "./scale"

test("three round lines hold whatever there is, and none stands between two whole requests", () => {
  for (const most of [0, 1, 3, 4, 7, 10, 14, 61, 99, 100, 101, 750, 1_234, 99_999, 8_000_001]) {
    const { top, ticks } = scaleOf(most)
    expect([most, ticks.length, ticks.every(Number.isInteger), top >= most]).toEqual([most, 3, true, true])
    if (most > 10) expect(top / most).toBeLessThan(2.5)
  }
  expect(scaleOf(600).ticks).toEqual([200, 400, 600])
})

test("names under the axis keep their distance", () => {
  expect(everySoMany(24, 600)).toBe(4)
  expect(everySoMany(3, 300)).toBe(1)
  expect(everySoMany(366, 280)).toBe(122)
})
