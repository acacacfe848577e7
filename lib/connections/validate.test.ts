import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, credentials } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, aSource, closeSources, connected, wanted } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { createConnection } from "./create"
import { connectionDetail } from "./detail"
import { reauthenticateConnection } from "./reauthenticate"
import { recheckConnection } from "./recheck"
import { claimRun, RunLost } from "./run"
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

test("VAL-3 VAL-8 read-only access to one table is all it needs: the connection becomes Active", () =>
  world(async ({ home }) => {
    const source = await aSource()
    await source.admin.unsafe(
      `drop table orders; grant usage on schema public to ${source.database}; grant select on customers to ${source.database}`,
    )
    const id = await connected(home, home.as("owner"), source)
    const found = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(found).toMatchObject({
      status: "Active",
      health: "Healthy",
      statusReason: null,
      missingGrants: 0,
      credential: { state: "current" },
    })
    expect(found.checkedAt).not.toBeNull()
    expect(found.validation?.state).toBe("succeeded")
    expect(found.validation?.checks.length).toBeGreaterThan(3)
    expect(found.validation?.checks.every(({ outcome }) => outcome === "passed" || outcome === "warning")).toBe(true)
    expect(found.refresh?.state).toBe("queued")
  }))

test("VAL-4 a missing required permission is named with its remedy; given it, a re-check makes the connection Active", () =>
  world(async ({ home }) => {
    const source = await aSource()
    const id = await connected(home, home.as("owner"), source)
    const before = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(before).toMatchObject({ status: "Inactive", health: "Unhealthy", statusReason: expect.stringContaining("USAGE") })
    const missing =
      before.validation?.checks.flatMap(({ grants }) => grants).filter(({ held, required }) => required && held === false) ?? []
    expect(missing[0]).toMatchObject({ permission: "USAGE", remedy: expect.stringContaining("GRANT USAGE") })
    await source.admin.unsafe(
      `grant usage on schema public to ${source.database}; grant select on all tables in schema public to ${source.database}`,
    )
    const { runId } = await recheckConnection(home.as("admin"), { connectionId: id })
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).status).toBe("Processing")
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).status).toBe("Active")
  }))

test("an optional permission that is missing leaves the connection Active and is counted", () =>
  world(async ({ home }) => {
    const source = await aSource()
    await source.admin.unsafe(`grant usage on schema public to ${source.database}; grant select on customers to ${source.database}`)
    const id = await connected(home, home.as("owner"), source)
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({ status: "Active", missingGrants: 1 })
  }))

test("VAL-6 a wrong password is said to be one, and its owner corrects it on the same row", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("admin"), { ...source, keys: { ...source.keys, password: "wrong" } })
    const refused = await connectionDetail(home.as("admin"), { connectionId: id })
    expect(refused).toMatchObject({
      status: "Inactive",
      health: "Unhealthy",
      statusReason: expect.stringContaining("Authentication failed"),
    })
    expect(await states(home)).toEqual([{ version: 1, state: "rejected" }])
    await expect(reauthenticateConnection(home.as("owner"), { connectionId: id, keys: source.keys })).rejects.toMatchObject({
      code: "forbidden",
    })
    await expect(
      reauthenticateConnection(home.as("admin"), { connectionId: id, keys: { user: "someone-else", password: "x" } }),
    ).rejects.toMatchObject({ code: "invalid" })
    const { runId } = await reauthenticateConnection(home.as("admin"), { connectionId: id, keys: source.keys })
    expect(await states(home)).toEqual([
      { version: 1, state: "rejected" },
      { version: 2, state: "pending" },
    ])
    await expect(reauthenticateConnection(home.as("admin"), { connectionId: id, keys: source.keys })).rejects.toMatchObject({
      code: "conflict",
    })
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect(await connectionDetail(home.as("admin"), { connectionId: id })).toMatchObject({
      status: "Active",
      credential: { version: 2, state: "current" },
    })
    expect(await states(home)).toEqual([
      { version: 1, state: "superseded" },
      { version: 2, state: "current" },
    ])
  }))

test("new credentials are not taken while an older secret is being judged: nothing is laid aside unseen", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await recheckConnection(home.as("owner"), { connectionId: id })
    // Meanwhile the daily check found the secret in use refused.
    await within(home.as("owner"), ({ db }) => db.update(connections).set({ status: "Inactive" }).where(eq(connections.id, id)))
    await expect(reauthenticateConnection(home.as("owner"), { connectionId: id, keys: source.keys })).rejects.toMatchObject({
      code: "conflict",
    })
    expect(await states(home)).toEqual([{ version: 1, state: "current" }])
  }))

test("a host that refuses leaves an Inactive row that says so, and no verdict on the credential", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), { ...source, settings: { ...source.settings, host: "10.0.0.1" } })
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({
      status: "Inactive",
      health: "Unknown",
      statusReason: expect.stringContaining("could not be reached"),
    })
    expect(await states(home)).toEqual([{ version: 1, state: "pending" }])
  }))

test("a changed destination cannot use the secret: the row is not what was sealed", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const { id, runId } = await createConnection(home.as("owner"), wanted(source))
    await within(home.as("owner"), ({ db }) =>
      db.update(connections).set({ destination: "postgres://evil.example:5432/x as y" }).where(eq(connections.id, id)),
    )
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({
      status: "Inactive",
      statusReason: expect.stringContaining("does not belong to this destination"),
    })
  }))

test("VAL-5 a connection that is Processing for 16 minutes is marked stuck", () =>
  world(async ({ home }) => {
    const { id } = await createConnection(home.as("owner"), wanted(await aSource()))
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).stuck).toBe(false)
    shiftClock(16 * 60_000)
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).stuck).toBe(true)
    shiftClock(0)
  }))

test("VAL-7 credentials that see no tables do not pass unnoticed", () =>
  world(async ({ home }) => {
    const source = await aSource()
    await source.admin.unsafe(`drop table customers, orders; grant usage on schema public to ${source.database}`)
    const id = await connected(home, home.as("owner"), source)
    const { validation } = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(validation?.checks.some(({ message }) => message.includes("no tables"))).toBe(true)
  }))

test("a worker that wakes up late changes nothing", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const { id, runId } = await createConnection(home.as("owner"), wanted(source))
    const claim = await claimRun(home.worker(), runId)
    await expect(validateConnection(home.worker(), { connectionId: id, runId })).rejects.toBeInstanceOf(RunLost)
    expect(claim.attempt).toBe(1)
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).status).toBe("Processing")
  }))

test("only those with a right may re-check, and what is not seen does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const { id } = await createConnection(home.as("owner"), wanted(await aSource()))
    await expect(recheckConnection(home.as("editor"), { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    await expect(recheckConnection(home.as("marketer"), { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    await expect(recheckConnection(elsewhere.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    await expect(reauthenticateConnection(elsewhere.as("owner"), { connectionId: id, keys: {} })).rejects.toMatchObject({
      code: "not_found",
    })
  }))
