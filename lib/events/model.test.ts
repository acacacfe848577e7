import { expect, test } from "vitest"
import { newId } from "@/lib/base/ids"
import { heardBy } from "./model"

const userId = newId("usr")
const event = (topic: string, subject: string | null) => ({ seq: 7, topic, subject })

test("an owner and an admin hear which connection changed", () => {
  for (const role of ["owner", "admin"]) expect(heardBy({ role, userId }, event("connections", "con_1")).subject).toBe("con_1")
})

test("an editor and a marketer hear that something changed, and never which: a hidden connection does not exist", () => {
  for (const role of ["editor", "marketer"])
    for (const topic of ["connections", "runs", "checks", "grants", "audiences", "memberships"])
      expect(heardBy({ role, userId }, event(topic, "con_1")).subject).toBeNull()
})

test("everybody hears of their own membership", () => {
  expect(heardBy({ role: "marketer", userId }, event("memberships", userId)).subject).toBe(userId)
})
