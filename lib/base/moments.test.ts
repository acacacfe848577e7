import { expect, test } from "vitest"
import { iso } from "./moments"

test("a moment reads the same whichever way PostgreSQL writes it", () => {
  expect(iso("2026-11-22 14:48:01+00")).toBe("2026-11-22T14:48:01.000Z")
  expect(iso("2026-11-22 14:48:01.03+00")).toBe("2026-11-22T14:48:01.030Z")
  expect(iso("2026-11-22 14:48:01.031999+00")).toBe("2026-11-22T14:48:01.031Z")
  expect(iso("2026-11-22 20:18:01.5+05:30")).toBe("2026-11-22T14:48:01.500Z")
  expect(iso("2026-11-22T14:48:01.031Z")).toBe("2026-11-22T14:48:01.031Z")
  expect(iso(null)).toBeNull()
})

test("spelled or read, it is the same moment", () => {
  for (const moment of ["1999-12-31 23:59:59.999999+00", "2024-02-29 00:00:00+00", "2038-01-19 03:14:08.1+00"])
    expect(iso(moment)).toBe(new Date(moment).toISOString())
})
