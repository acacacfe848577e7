import { expect, test } from "vitest"
import type { ConnectionDetail } from "@/lib/connections/model"
import { nothingToSee } from "@/lib/connectors/steps"
import { neighbourWords, troubleOf } from "./trouble"

const check = (key: string, outcome: string) => ({
  key,
  title: `Check ${key}`,
  message: `What ${key} said.`,
  outcome,
  grants: [],
  excess: [],
})
const fine = {
  status: "Active",
  statusReason: null,
  lifecycle: "live",
  stuck: false,
  validation: { checks: [check("connect", "passed")] },
  hasTables: true,
  snapshot: 1,
  tableCount: 3,
  may: { edit: true, reauthenticate: true },
  owner: { id: "usr_1", name: "Olive" },
} as unknown as ConnectionDetail
const of = (more: object) => troubleOf({ ...fine, ...more } as ConnectionDetail)
const failing = (key: string) => ({ validation: { checks: [check("connect", "passed"), check(key, "failed"), check("last", "skipped")] } })

test("a connection that works, one that waits and one that ended on purpose are in no trouble", () => {
  for (const more of [{}, { status: "Processing" }, { status: "Inactive", lifecycle: "disconnected" }, { status: "Deprecated" }])
    expect(of(more)).toBeNull()
})

test("LIM-7 VAL-5 VAL-6 VAL-7 CON-18 each condition has its own entry, three checks, the check that failed and the next act", () => {
  const stuck = of({ status: "Processing", stuck: true })
  expect(stuck).toMatchObject({ id: "stuck", failed: null, next: expect.stringContaining("Re-check") })
  const refused = of({ status: "Inactive", statusReason: "Authentication failed. No.", ...failing("authenticate") })
  expect(refused).toMatchObject({
    id: "authentication",
    title: "Authentication failed",
    failed: { title: "Check authenticate", message: "What authenticate said." },
    next: expect.stringMatching(/^Enter corrected credentials/),
  })
  const lacking = of({ status: "Inactive", statusReason: "Validation failed.", ...failing("schemas") })
  expect(lacking).toMatchObject({ id: "inactive", title: "Inactive: Validation failed.", failed: { title: "Check schemas" } })
  const empty = of({ tableCount: 0 })
  expect(empty).toMatchObject({ id: "no-tables", next: expect.stringContaining("refresh the schema") })
  const nothing = { ...check("tables", "failed"), message: nothingToSee("The database shop") }
  const unseen = of({ status: "Inactive", snapshot: null, tableCount: null, validation: { checks: [check("connect", "passed"), nothing] } })
  expect(unseen).toMatchObject({ id: "no-tables", next: expect.stringContaining("press Re-check") })
  for (const trouble of [unseen, stuck, refused, lacking, empty]) expect(trouble?.checks).toHaveLength(3)
})

test("LIM-7 a tool's trouble speaks of keys and scopes, never of databases and tables", () => {
  const tool = { hasTables: false, snapshot: null, tableCount: null, status: "Inactive" }
  for (const found of [of({ ...tool, ...failing("authenticate") }), of({ ...tool, ...failing("scopes") })]) {
    expect(found?.checks).toHaveLength(3)
    expect(JSON.stringify(found)).not.toMatch(/table|database|schema/i)
  }
  expect(of({ ...tool, status: "Active" })).toBeNull()
})

test("LIM-7 whoever may not enter credentials is told whom to ask", () => {
  const asked = of({ status: "Inactive", ...failing("authenticate"), may: { edit: true, reauthenticate: false } })
  expect(asked?.next).toMatch(/^Ask Olive, who owns it: enter corrected credentials/)
})

test("LIM-7 the neighbours tell a fault of the credential from an outage", () => {
  expect(neighbourWords(null)).toBeNull()
  expect(neighbourWords({ working: 0, failing: 0 })).toContain("no other connection")
  expect(neighbourWords({ working: 1, failing: 0 })).toContain("1 other connection to the same place works: it is there")
  expect(neighbourWords({ working: 0, failing: 2 })).toContain("2 other connections to the same place fail too")
  expect(neighbourWords({ working: 2, failing: 1 })).toContain("2 other connections to the same place work, 1 does not.")
})
