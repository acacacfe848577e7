import { eq } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { audiences } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { changeAccess } from "@/lib/connections/change-access"
import { checkHealth } from "@/lib/connections/check-health"
import { createConnection } from "@/lib/connections/create"
import { connectionDetail } from "@/lib/connections/detail"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { reauthenticateConnection } from "@/lib/connections/reauthenticate"
import { recheckConnection } from "@/lib/connections/recheck"
import { restoreConnection } from "@/lib/connections/restore"
import { validateConnection } from "@/lib/connections/validate"
import { closeBoss } from "@/lib/queue/boss"
import { listChanges } from "@/lib/schemas/list-changes"
import { createTeam } from "@/lib/teams/create"
import { flagOf, lean, ready } from "./lean"
import { disconnect, remove, rowOf, secretsOf } from "./life"
import { allTeams } from "./matrix-rows"
import { aReadableSource, aSource, closeSources, connected, refreshed, type TestSource, wanted } from "./sources"
import { closePools, world } from "./world"

afterEach(() => shiftClock(0))
afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const password = (source: TestSource, to: string) => source.admin.unsafe(`alter role ${source.database} password '${to}'`)

test("ACC-24 LIF-6 hard case 1: a new secret is for the same target and takes over only once it has passed; configuration is replaced, not edited", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await ready(home, source)
    const asked = { connectionId: id, keys: { ...source.keys, user: "somebody_else" } }
    await expect(reauthenticateConnection(home.as("owner"), asked)).rejects.toMatchObject({ code: "invalid" })
    const before = await rowOf(home, id)
    const { runId } = await reauthenticateConnection(home.as("owner"), { connectionId: id, keys: { ...source.keys, password: "wrong" } })
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect((await secretsOf(home, id)).map(({ state }) => state)).toEqual(["current", "rejected"])
    expect(await rowOf(home, id)).toMatchObject({ status: "Active", settings: before.settings, destination: before.destination })
  }))

test("LIF-4 hard case 2: disconnecting is soft and restored without a login; deleting is a second step of owner and admin (journeys prove it again)", () =>
  world(async ({ home }) => {
    const id = await ready(home, await aReadableSource(), "editor", { access: { kind: "all teams" } })
    const { audienceId } = await lean(home, id)
    await disconnect(home, id, "editor")
    expect(await flagOf(home, audienceId)).toMatchObject({ reason: "disconnected" })
    const { runId } = await restoreConnection(home.as("editor"), { connectionId: id })
    await validateConnection(home.worker(), { connectionId: id, runId: runId! })
    expect(await flagOf(home, audienceId)).toBeNull()
    await expect(remove(home, id, "admin")).rejects.toMatchObject({ code: "conflict" })
    await disconnect(home, id, "editor")
    await expect(remove(home, id, "editor")).rejects.toMatchObject({ code: "forbidden" })
    await remove(home, id, "admin")
    await expect(connectionDetail(home.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
  }))

test("hard case 3: a refused sign-in is Inactive with its reason, an outage leaves the status alone, an optional grant is named and stays Active", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    await source.admin.unsafe(`revoke select on orders from ${source.database}`)
    const id = await connected(home, home.as("owner"), source)
    expect(await rowOf(home, id)).toMatchObject({ status: "Active", missingGrants: 1 })
    const check = async () => {
      shiftClock(25 * 3_600_000)
      await checkHealth(home.worker(), { connectionId: id })
      shiftClock(0)
      return rowOf(home, id)
    }
    await source.admin.unsafe(`alter role ${source.database} connection limit 0`)
    expect(await check()).toMatchObject({ status: "Active", health: "Unknown" })
    await source.admin.unsafe(`alter role ${source.database} connection limit -1`)
    await password(source, "another")
    expect(await check()).toMatchObject({ status: "Inactive", health: "Unhealthy", statusReason: expect.stringContaining("refused") })
  }))

test("hard case 4: what lacks a permission stays as a row with what is missing, and works on the same row once it is granted", () =>
  world(async ({ home }) => {
    const source = await aSource()
    const { id, runId } = await createConnection(home.as("owner"), wanted(source))
    expect(await rowOf(home, id)).toMatchObject({ status: "Processing" })
    await validateConnection(home.worker(), { connectionId: id, runId })
    const { status, validation } = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(status).toBe("Inactive")
    expect(validation?.checks.filter(({ outcome, grants }) => outcome === "failed" && grants.length > 0)).not.toEqual([])
    await source.admin.unsafe(
      `grant usage on schema public to ${source.database}; grant select on all tables in schema public to ${source.database}`,
    )
    const again = await recheckConnection(home.as("owner"), { connectionId: id })
    await validateConnection(home.worker(), { connectionId: id, runId: again.runId })
    expect(await rowOf(home, id)).toMatchObject({ id, status: "Active" })
  }))

test("CRE-9 hard case 5: whoever makes a connection owns it; a keeper's connection starts shared with all teams, those made later included; an editor's starts private", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const [kept, own] = [await ready(home, source, "admin"), await ready(home, source, "editor")]
    const later = await createTeam(home.as("admin"), { name: "Made later" })
    const inLater = home.as("marketer2")
    const actor = { ...inLater.actor, activeTeamId: later.id, teamIds: [later.id] } as typeof inLater.actor
    expect((await listUsableConnections({ ...inLater, actor }, {})).map(({ id }) => id)).toEqual([kept])
    expect(await rowOf(home, own)).toMatchObject({ visibility: "private", ownerId: home.people.editor })
  }))

test("ACC-30 ACC-31 ACC-33 hard case 6: an admin sees and governs another's private connection, and does not use, share or reauthenticate it", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const connectionId = await ready(home, source, "editor")
    const admin = home.as("admin")
    const { version, visibility } = await connectionDetail(admin, { connectionId })
    expect(visibility).toBe("private")
    expect(await listUsableConnections(admin, {})).toEqual([])
    const change = { visibility: "shared" as const, add: [{ to: allTeams, endsAt: null }], remove: [] }
    await expect(changeAccess(admin, { connectionId, version, change })).rejects.toMatchObject({ code: "forbidden" })
    await expect(reauthenticateConnection(admin, { connectionId, keys: source.keys })).rejects.toMatchObject({ code: "forbidden" })
    await disconnect(home, connectionId, "admin")
    await restoreConnection(admin, { connectionId })
    expect(await rowOf(home, connectionId)).toMatchObject({ lifecycle: "live", ownerId: home.people.editor, visibility: "private" })
  }))

test("hard case 7: a removed column names what breaks by it, an unused one nothing; a failed reading keeps schema and time (imports prove it again)", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await ready(home, source)
    const { audienceId } = await lean(home, id, "owner")
    const germans = { match: "all" as const, conditions: [{ column: "country", op: "is" as const, value: "DE" }] }
    await within(home.as("owner"), ({ db }) => db.update(audiences).set({ filter: germans }).where(eq(audiences.id, audienceId)))
    await source.admin.unsafe("alter table customers drop column country; alter table customers drop column email")
    await refreshed(home, home.as("owner"), id)
    const { changes } = await listChanges(home.as("owner"), { connectionId: id })
    expect(Object.fromEntries(changes.map(({ column, breaks }) => [column, breaks.audiences.map(({ name }) => name)]))).toEqual({
      country: ["Of owner"],
      email: [],
    })
    const last = await rowOf(home, id)
    await password(source, "another")
    await refreshed(home, home.as("owner"), id).catch(() => undefined)
    const { snapshot, schemaRefreshedAt } = await rowOf(home, id)
    expect({ snapshot, schemaRefreshedAt }).toEqual({ snapshot: last.snapshot, schemaRefreshedAt: last.schemaRefreshedAt })
  }))
