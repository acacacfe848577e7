import { expect, test } from "vitest"
import { markOf, named, scaleOf } from "./scale"

test("three round lines hold whatever there is, and none stands between two whole requests", () => {
  for (const most of [0, 1, 3, 4, 7, 10, 14, 61, 99, 100, 101, 750, 1_234, 99_999, 8_000_001]) {
    const { top, ticks } = scaleOf(most)
    expect([most, ticks.length, ticks.every(Number.isInteger), top >= most]).toEqual([most, 3, true, true])
    if (most > 10) expect(top / most).toBeLessThan(2.5)
  }
  expect(scaleOf(600).ticks).toEqual([200, 400, 600])
})

test("names under the axis keep their distance, and a day is named once", () => {
  const x = (index: number) => index * 20
  expect(named(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], x)).toEqual([0, 5])
  expect(named(["1", "1", "1", "1", "1", "1", "2", "2", "2", "2", "2", "2", "3"], x)).toEqual([0, 6, 12])
  expect(named(["1", "2", "2", "2", "2", "2", "2", "3"], x)).toEqual([0, 7])
})

test("the square of a failure grows with its share", () => {
  expect(markOf(1_000, 1)).toBeLessThan(5)
  expect(markOf(10, 10)).toBe(10)
})
