import { expect, test } from "vitest"
import { aJob, anAudience, aToolAuthorization } from "@/test/jobs"
import { source, tool } from "@/test/jobs-stage"
import { aSourceConnection, withdraw } from "@/test/source"
import { world } from "@/test/world"
import { listJobAuthorizations } from "./authorizations"
import { createJob } from "./create"
import { findJob } from "./find"
import { listJobs } from "./list"
import { authorizationsFor, newJob } from "./model"

const gone = { code: "not_found" }

test("AUT-53 a job is made on an authorization whose method enables it: import, export or enrichment", () =>
  world(async ({ home }) => {
    const { jobId, connectionId, audienceId } = await aJob(home, source, tool)
    expect(await findJob(home.as("editor"), { jobId })).toMatchObject({
      name: "Look up",
      kind: "enrichment",
      type: "enrichment.contacts",
      state: "sleeping",
      everyMinutes: 1440,
      connection: { id: connectionId },
      audience: { id: audienceId },
      settings: { key: "id", email: "email", properties: ["first_name", "city"] },
      maker: { name: "editor" },
      team: { name: "Consumer" },
      flag: null,
      readOnly: null,
      runs: [],
      records: null,
    })
  }))

test("AUT-5 without an authorization, or without an audience where it needs one, there is no job", () => {
  const asked = {
    name: "X",
    type: "enrichment.contacts",
    settings: { key: "id", email: "email", properties: ["city"] },
    everyMinutes: null,
  }
  const wrong = (body: object) => newJob.safeParse(body).error?.issues.map(({ path }) => path.join("."))
  expect(wrong({ ...asked, audienceId: `aud_${"0".repeat(32)}` })).toEqual(["connectionId"])
  expect(wrong({ ...asked, connectionId: `con_${"0".repeat(32)}` })).toEqual(["audienceId"])
  expect(wrong({ ...asked, type: "telegram" })).toEqual(["type"])
  const both = { connectionId: `con_${"0".repeat(32)}`, audienceId: `aud_${"0".repeat(32)}` }
  expect(wrong({ ...asked, ...both, settings: { key: "id" } })).toEqual(["settings.email", "settings.properties"])
  expect(wrong({ ...asked, ...both, everyMinutes: 7 })).toEqual(["everyMinutes"])
  expect(wrong({ ...asked, ...both })).toBeUndefined()
})

test("AUT-7 a crafted request with an authorization of another method is refused, with what would do", () =>
  world(async ({ home }) => {
    const { asked } = await aJob(home, source, tool)
    const warehouse = await aSourceConnection(home, source, { teams: [home.teams.consumer] })
    await expect(createJob(home.as("editor"), { ...asked, connectionId: warehouse })).rejects.toMatchObject({
      code: "invalid",
      message: "PostgreSQL does not offer this job.",
    })
    const { rows } = await listJobs(home.as("owner"), {})
    expect(rows).toHaveLength(1)
  }))

test("whoever may not use the authorization, or the audience's connection, makes no job; a neighbour's do not exist", () =>
  world(async ({ home, elsewhere }) => {
    const { asked, sourceId } = await aJob(home, source, tool)
    await expect(createJob(home.as("marketer2"), asked)).rejects.toMatchObject(gone)
    await expect(createJob(home.as("noSeat"), asked)).rejects.toMatchObject({ code: "forbidden" })
    await expect(createJob(elsewhere.as("owner"), asked)).rejects.toMatchObject(gone)
    await withdraw(home, sourceId)
    await expect(createJob(home.as("editor"), asked)).rejects.toMatchObject({ code: "forbidden" })
    expect((await listJobs(home.as("owner"), {})).total).toBe(1)
  }))

test("a key column that is not there, or holds no order, is refused in words", () =>
  world(async ({ home }) => {
    const { asked } = await aJob(home, source, tool)
    const wanted = (settings: object) => createJob(home.as("editor"), { ...asked, settings: { ...asked.settings, ...settings } })
    await expect(wanted({ key: "nothing" })).rejects.toThrow("There is no column nothing")
    await expect(wanted({ key: "joined" })).rejects.toThrow("neither a number nor a text")
    await expect(wanted({ email: "spent" })).rejects.toThrow("There is no text column spent")
  }))

test("a job on a private authorization of somebody else's cannot be made", () =>
  world(async ({ home }) => {
    const { audienceId } = await anAudience(home, source)
    const connectionId = await aToolAuthorization(home, tool, { visibility: "private", teams: [] })
    const { asked } = await aJob(home, source, tool)
    await expect(createJob(home.as("editor"), { ...asked, connectionId, audienceId })).rejects.toMatchObject({
      code: expect.stringMatching(/not_found|forbidden/),
    })
  }))

test("AUT-7 to choose from stand the authorizations that one may use: what cannot do a job says why, and how it signs in is not told", () =>
  world(async ({ home, elsewhere }) => {
    const { connectionId, sourceId } = await aJob(home, source, tool)
    const other = await aToolAuthorization(home, tool, { method: "another way" })
    const listed = new Map((await listJobAuthorizations(home.as("marketer"), {})).map((one) => [one.id, one]))
    expect([...listed.keys()].toSorted()).toEqual([connectionId, sourceId, other].toSorted())
    const chosen = (id: typeof connectionId) => authorizationsFor([...listed.values()], "enrichment.contacts").find((one) => one.id === id)
    expect(chosen(connectionId)).toMatchObject({ usable: true, explanation: null })
    expect(chosen(sourceId)).toMatchObject({ usable: false, explanation: "PostgreSQL does not offer this job." })
    expect(chosen(other)).toMatchObject({ usable: false, explanation: "Only API key of SendGrid enables this job." })
    expect(JSON.stringify([...listed.values()])).not.toContain("another way")
    expect(await listJobAuthorizations(home.as("marketer2"), {})).toEqual([])
    expect(await listJobAuthorizations(elsewhere.as("owner"), {})).toEqual([])
    await expect(listJobAuthorizations(home.worker(), {})).rejects.toMatchObject({ code: "forbidden" })
  }))
