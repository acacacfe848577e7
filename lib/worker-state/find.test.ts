import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { heartbeats } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closePools, type House, world } from "@/test/world"
import { findWorker } from "./find"

afterAll(() => closePools())

/** Heartbeats are nobody's rows: what is said here lasts as long as the transaction. */
const said = (house: House, beats: { ago: number; oldest: number }[]) => {
  const undone = new Error("undone")
  let answer: unknown
  return within(house.worker(), async ({ db }) => {
    await db.delete(heartbeats)
    for (const [index, { ago, oldest }] of beats.entries())
      await db
        .insert(heartbeats)
        .values({ worker: `test:${index}`, seenAt: sql`now() - ${ago} * interval '1 second'`, oldestWaitingSeconds: oldest } as never)
    answer = await findWorker({ ...house.as("marketer"), db }, {})
    throw undone
  }).catch((error: unknown) => {
    if (error !== undone) throw error
    return answer
  })
}

test("the worker is said to be down without a sign of life, and behind when promises wait", () =>
  world(async ({ home }) => {
    expect(await said(home, [])).toEqual({ state: "down", seconds: 0 })
    expect(await said(home, [{ ago: 90, oldest: 0 }])).toEqual({ state: "down", seconds: 90 })
    expect(await said(home, [{ ago: 2, oldest: 3 }])).toEqual({ state: "ok", seconds: 0 })
    expect(await said(home, [{ ago: 2, oldest: 200 }])).toEqual({ state: "behind", seconds: 200 })
    expect(
      await said(home, [
        { ago: 90, oldest: 500 },
        { ago: 1, oldest: 0 },
      ]),
    ).toEqual({ state: "ok", seconds: 0 })
  }))
