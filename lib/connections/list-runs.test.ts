import { and, eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected, refreshed } from "@/test/sources"
import { closePools, world } from "@/test/world"
import { listRuns } from "./list-runs"
import { queueRun } from "./run"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

test("the last ten refreshes and checks are told with state, times, who asked and why, the newest first", () =>
  world(async ({ home }) => {
    const connectionId = await connected(home, home.as("owner"), await aReadableSource())
    await refreshed(home, home.as("admin"), connectionId)
    await within(home.worker(), async (inside) => {
      const run = await queueRun(inside, { connectionId, kind: "health", startedBy: null })
      if (!run) throw new Error("no run was queued")
      const ended = { state: "failed" as const, reason: "The host did not answer.", finishedAt: new Date().toISOString() }
      await inside.db.update(runs).set(ended).where(eq(runs.id, run.id))
    })
    const told = await listRuns(home.as("owner"), { connectionId })
    expect(told.map(({ kind, state, reason, startedBy }) => [kind, state, reason, startedBy])).toEqual([
      ["health", "failed", "The host did not answer.", null],
      ["refresh", "succeeded", null, null],
      ["validation", "succeeded", null, "owner"],
    ])
    const [, refresh] = told
    expect(Date.parse(refresh?.finishedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(refresh?.startedAt ?? ""))

    await within(home.worker(), ({ db, organizationId }) =>
      db
        .insert(runs)
        .values(
          Array.from({ length: 12 }, () => ({ organizationId, connectionId, kind: "refresh" as const, state: "cancelled" as const })),
        ),
    )
    expect((await listRuns(home.as("admin"), { connectionId })).map(({ state }) => state)).toEqual(Array(10).fill("cancelled"))
  }))

test("who sees the connection without governing it is refused, and what may not be seen does not exist, here or next door", () =>
  world(async ({ home, elsewhere }) => {
    const source = await aReadableSource()
    const shared = await connected(home, home.as("owner"), source)
    const own = await connected(home, home.as("editor"), source, { access: { kind: "private" } })
    const asked = (who: "editor" | "editor2" | "marketer", connectionId: typeof shared) => listRuns(home.as(who), { connectionId })
    expect(await asked("editor", own)).toHaveLength(2)
    await expect(asked("editor2", shared)).rejects.toMatchObject({ code: "forbidden" })
    await expect(asked("editor2", own)).rejects.toMatchObject({ code: "not_found" })
    await expect(listRuns(elsewhere.as("owner"), { connectionId: shared })).rejects.toMatchObject({ code: "not_found" })
    const before = await within(home.as("owner"), ({ db }) =>
      db
        .select()
        .from(runs)
        .where(and(eq(runs.connectionId, shared))),
    )
    expect(before.length).toBeGreaterThan(0)
  }))
