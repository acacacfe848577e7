import { eq } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { audit, notices } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, world } from "@/test/world"
import { changeAccess } from "./change-access"
import { connectionDetail } from "./detail"
import { endGrants } from "./end-grants"

afterEach(() => shiftClock(0))
afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

test("ACC-43 a grant that has ended is taken away once, written down, and its owner is told once", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await connected(home, home.as("editor"), await aReadableSource(), { access: { kind: "teams", teamIds: [] } })
    const endsAt = new Date(Date.now() + times.day).toISOString()
    const { version } = await connectionDetail(home.as("editor"), { connectionId })
    const add = [
      { to: { principal: "user" as const, principalId: home.people.marketer }, endsAt },
      { to: { principal: "team" as const, principalId: home.teams.business }, endsAt: null },
    ]
    await changeAccess(home.as("editor"), { connectionId, version, change: { add, remove: [] } })
    expect(await endGrants(home.worker())).toBe(0)
    shiftClock(times.day + times.minute)
    expect(await endGrants(elsewhere.worker())).toBe(0)
    expect(await endGrants(home.worker())).toBe(1)
    expect(await endGrants(home.worker())).toBe(0)
    const after = await connectionDetail(home.as("editor"), { connectionId })
    expect(after).toMatchObject({ version: version + 2, grants: [{ principal: "team", name: "Business" }] })
    const [told, lines] = await within(
      home.as("owner"),
      async ({ db }) => [await db.select().from(notices), await db.select().from(audit).where(eq(audit.subject, connectionId))] as const,
    )
    expect(told.filter(({ userId }) => userId === home.people.editor).map(({ userId, title }) => [userId, title])).toEqual([
      [home.people.editor, expect.stringMatching(/^Access to Cloud \d+ has ended for marketer\.$/)],
    ])
    expect(lines.filter(({ actor }) => actor.startsWith("worker")).map(({ verb, detail }) => [verb, detail])).toContainEqual([
      "connection.changeAccess",
      expect.objectContaining({ version: version + 2, removed: [{ principal: "user", principalId: home.people.marketer }] }),
    ])
  }))
