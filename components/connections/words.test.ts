import { readdirSync } from "node:fs"
import { expect, test } from "vitest"
import { catalog } from "@/lib/connectors/manifests"
import { sharedWithWords, statusLook } from "./words"

const active = { status: "Active", statusReason: null, stuck: false, lifecycle: "live", missingGrants: 0 } as const

test("CAT-1 LIM-13 every platform of the catalog has a drawing under its id, and nothing else has", () => {
  const drawings = readdirSync("public/connectors").map((file) => file.replace(".svg", ""))
  expect(drawings.toSorted()).toEqual(catalog.map(({ id }) => id).toSorted())
})

test("CON-5 a badge says one of four statuses, and why in a few words", () => {
  expect(statusLook(active)).toEqual({ tone: "ok", word: "Active" })
  expect(statusLook({ ...active, missingGrants: 2 })).toEqual({ tone: "warn", word: "Active", reason: "2 missing grants" })
  expect(statusLook({ ...active, status: "Processing", stuck: true })).toMatchObject({ word: "Processing", reason: "stuck" })
  expect(statusLook({ ...active, lifecycle: "disconnected" })).toMatchObject({ word: "Inactive", reason: "disconnected" })
  expect(
    statusLook({
      ...active,
      status: "Inactive",
      statusReason: "The credentials were refused at the last check. They expired or were revoked.",
    }),
  ).toEqual({
    tone: "bad",
    word: "Inactive",
    reason: "authentication failed",
  })
  expect(statusLook({ ...active, status: "Deprecated", statusReason: "Retired: its tables moved." }).reason).toBe("retired")
  expect(statusLook({ ...active, status: "Inactive", statusReason: "Something that takes very many words to say" }).reason).toBe(
    "something that takes very…",
  )
})

test("CON-8 ACC-50 Shared With names teams and counts people; a private one says Private", () => {
  expect(sharedWithWords({ kind: "private" })).toBe("Private")
  expect(
    sharedWithWords({
      kind: "some",
      teams: [
        { id: "tea_1", name: "Consumer" },
        { id: "tea_2", name: "Business" },
      ],
      people: 1,
    }),
  ).toBe("Consumer, Business, 1 person")
  expect(sharedWithWords({ kind: "all teams", clients: "all" })).toBe("All teams, All client accounts")
  const endsAt = "2031-12-04T00:00:00.000Z"
  const some = { kind: "some" as const, teams: [{ id: "tea_1" as const, name: "Consumer", endsAt }], people: 1, endsAt, clients: 2 }
  expect(sharedWithWords(some)).toBe("Consumer until 3 Dec 2031, 1 person until 3 Dec 2031, 2 client accounts")
})
