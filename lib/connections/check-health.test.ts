import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { credentials } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { checkHealth } from "./check-health"
import { connectionDetail } from "./detail"
import { recheckConnection } from "./recheck"
import { RunLost } from "./run"
import { validateConnection } from "./validate"

afterAll(async () => {
  shiftClock(0)
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const states = (house: House) =>
  within(house.as("owner"), ({ db }) =>
    db
      .select({ version: credentials.version, state: credentials.state })
      .from(credentials)
      .where(eq(credentials.organizationId, house.id))
      .orderBy(credentials.version),
  )

test("CON-18 credentials revoked at the source make the connection Inactive at the next check, with the reason", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await expect(checkHealth(home.worker(), { connectionId: id })).rejects.toBeInstanceOf(RunLost)
    shiftClock(25 * 3_600_000)
    await checkHealth(home.worker(), { connectionId: id })
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({ status: "Active", health: "Healthy" })
    await source.admin.unsafe(`alter role ${source.database} password 'another'`)
    await checkHealth(home.worker(), { connectionId: id })
    shiftClock(0)
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({
      status: "Inactive",
      health: "Unhealthy",
      statusReason: expect.stringContaining("refused"),
    })
    expect(await states(home)).toEqual([{ version: 1, state: "current" }])
  }))

test("an outage at the daily check leaves the status alone; a re-check of what works does too", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await source.admin.unsafe(`alter role ${source.database} connection limit 0`)
    shiftClock(25 * 3_600_000)
    await checkHealth(home.worker(), { connectionId: id })
    shiftClock(0)
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({ status: "Active", health: "Unknown" })
    await source.admin.unsafe(`alter role ${source.database} connection limit -1`)
    const { runId } = await recheckConnection(home.as("owner"), { connectionId: id })
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).status).toBe("Active")
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({ status: "Active", health: "Healthy" })
  }))
