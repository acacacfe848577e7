import { expect, test } from "vitest"
import { attentionOf, releasesOf } from "./model"

const fine = { status: "Active", statusReason: null, stuck: false, health: "Healthy", missingGrants: 0, hasTables: true } as const

test("a connection that works wants nothing", () => {
  expect(attentionOf(fine)).toBeUndefined()
  expect(attentionOf({ ...fine, status: "Processing" })).toBeUndefined()
  expect(attentionOf({ ...fine, status: "Deprecated", missingGrants: 3 })).toBeUndefined()
})

test("Inactive, stuck, unhealthy and missing grants each say why and offer one verb", () => {
  expect(attentionOf({ ...fine, status: "Inactive", statusReason: "Password refused" })).toMatchObject({
    tone: "bad",
    reason: "Password refused",
  })
  expect(attentionOf({ ...fine, status: "Processing", stuck: true })).toMatchObject({ deed: "Re-check", trouble: "stuck" })
  expect(attentionOf({ ...fine, health: "Unhealthy" })).toMatchObject({ word: "Unhealthy" })
  expect(attentionOf({ ...fine, missingGrants: 2 })).toMatchObject({ reason: "2 missing grants: some of its tables cannot be used." })
  expect(attentionOf({ ...fine, missingGrants: 1, hasTables: false })).toMatchObject({
    reason: "1 missing grant: some jobs cannot use it.",
  })
})

test("the changelog is read as versions, parts and items", () => {
  expect(releasesOf("# Changelog\n\n## 0.1.0 - 1 May 2026\n\n### Added\n\n- One thing\n  that goes on\n- Another\n")).toEqual([
    { version: "0.1.0", date: "1 May 2026", parts: [{ title: "Added", items: ["One thing that goes on", "Another"] }] },
  ])
})
