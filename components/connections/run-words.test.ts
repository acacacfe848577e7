import { expect, test } from "vitest"
import { tookWords } from "./run-words"

const began = "2026-05-01T10:00:00.000Z"
const after = (ms: number) => tookWords({ startedAt: began, finishedAt: new Date(Date.parse(began) + ms).toISOString() })

test("a duration is said in the unit that a person would use", () => {
  expect([after(0), after(850), after(1_840), after(59_900), after(60_000), after(754_000)]).toEqual([
    "0 ms",
    "850 ms",
    "1.8 s",
    "59.9 s",
    "1 min 0 s",
    "12 min 34 s",
  ])
})

test("what has not begun or not ended has no duration", () => {
  expect([tookWords({ startedAt: null, finishedAt: began }), tookWords({ startedAt: began, finishedAt: null })]).toEqual(["–", "–"])
})
