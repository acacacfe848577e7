import { expect, test } from "vitest"
import { longestMatch } from "./longest-match"

const places = ["/o", "/o/connections", "/o/con"].map((href) => ({ href }))

test("the place that says most about the address is the current one", () => {
  expect(longestMatch("/o/connections/new", places)).toBe("/o/connections")
  expect(longestMatch("/o/connectors", places)).toBe("/o")
  expect(longestMatch("/elsewhere", places)).toBeUndefined()
})
