import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { placesFor } from "./places"

test("every place of the rail has an icon of its own in the file that the rail draws from", () => {
  const drawn = [...readFileSync("public/rail.svg", "utf8").matchAll(/<symbol id="(\w+)"/g)].map(([, id]) => id)
  const named = placesFor("acme", "owner").flatMap(({ items }) => items.map(({ icon }) => icon))
  expect(named.filter((icon) => !icon || !drawn.includes(icon))).toEqual([])
  expect(new Set(named).size).toBe(named.length)
})
