import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { deleteAuthorization } from "@/lib/authorizations/delete"
import { findAuthorization } from "@/lib/authorizations/find"
import type { ConnectionId } from "@/lib/base/ids"
import { previewImpact } from "@/lib/impact/preview"
import { previewReplacement } from "@/lib/replacements/candidates"
import { replaceConnection } from "@/lib/replacements/replace"
import { undoReplacement } from "@/lib/replacements/undo"
import { aJob, aToolAuthorization, comeBy } from "@/test/jobs"
import { become, change, source, tool } from "@/test/jobs-stage"
import { type House, world } from "@/test/world"
import { findJob } from "./find"
import { removeJob } from "./remove"
import { runJobNow } from "./run-now"

const named = { more: { name: "Mailer" } }
async function remove(home: House, connectionId: ConnectionId) {
  const { token } = await previewImpact(home.as("admin"), { acts: [{ kind: "delete", connectionId }] })
  return deleteAuthorization(home.as("admin"), { connectionId, name: "Mailer", token })
}

test("AUT-33 what no job works with is deleted", () =>
  world(async ({ home }) => {
    const { jobId, connectionId } = await aJob(home, source, tool, named)
    await removeJob(home.as("editor"), { jobId })
    await remove(home, connectionId)
    await expect(findAuthorization(home.as("admin"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
  }))

test("AUT-34 AUT-35 a running, sleeping or paused job is named and refuses the deletion; deleted itself, it does no longer", () =>
  world(async ({ home }) => {
    const { jobId, connectionId } = await aJob(home, source, tool, named)
    const blocking = [{ kind: "job", name: "Look up", path: `jobs/${jobId}` }]
    for (const state of ["running", "sleeping", "paused"]) {
      await become(home, jobId, state)
      await expect(remove(home, connectionId), state).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("job Look up"),
        facts: { blocking },
      })
      expect(await findAuthorization(home.as("admin"), { connectionId })).toMatchObject({ lifecycle: "live", blocking })
    }
    await removeJob(home.as("admin"), { jobId })
    await remove(home, connectionId)
  }))

test("AUT-37 a job that completed or failed does not block; it stays and says why it cannot run again", () =>
  world(async ({ home }) => {
    const { jobId, connectionId } = await aJob(home, source, tool, named)
    const { jobId: other } = await aJob(home, source, tool)
    await become(home, jobId, "completed")
    await change(home, sql`update jobs set connection_id = ${connectionId}, state = 'failed' where id = ${other}`)
    await remove(home, connectionId)
    for (const id of [jobId, other])
      expect(await findJob(home.as("editor"), { jobId: id })).toMatchObject({ flag: { reason: expect.any(String) } })
  }))

test("taking access away shows the jobs that stop; those that have ended are not among them", () =>
  world(async ({ home }) => {
    const { jobId, connectionId } = await aJob(home, source, tool)
    const seen = async () => previewImpact(home.as("admin"), { acts: [{ kind: "disconnect", connectionId }] })
    expect(await seen()).toMatchObject({ counts: { job: 1 }, dependents: [{ kind: "job", id: jobId, name: "Look up", maker: "editor" }] })
    await become(home, jobId, "failed")
    expect((await seen()).counts.job).toBe(0)
  }))

test("a job moves to another authorization whose method enables it, runs there, and moves back", () =>
  world(async ({ home }) => {
    const { jobId, connectionId } = await aJob(home, source, tool, {
      filter: { match: "all", conditions: [{ column: "id", op: "<=", value: 3 }] },
    })
    const by = await aToolAuthorization(home, tool)
    const moves = [{ kind: "job" as const, id: jobId }]
    const fits = await previewReplacement(home.as("admin"), { connectionId, by })
    expect(fits).toMatchObject({ fits: [{ kind: "job", name: "Look up", verdict: "fits" }] })
    const { token } = await previewImpact(home.as("admin"), { acts: [{ kind: "replace", connectionId, by, moves }] })
    const { replacementId } = await replaceConnection(home.as("admin"), { connectionId, by, moves, token })
    expect(await comeBy(home, jobId)).toMatchObject({ connection: { id: by }, runs: [{ state: "succeeded" }] })
    await undoReplacement(home.as("admin"), { replacementId })
    await runJobNow(home.as("editor"), { jobId })
    expect((await findJob(home.as("editor"), { jobId })).connection).toMatchObject({ id: connectionId })
    await change(home, sql`update connections set method = 'other' where id = ${by}`)
    expect(await previewReplacement(home.as("admin"), { connectionId, by })).toMatchObject({
      fits: [{ verdict: "would break", why: expect.stringContaining("API key") }],
    })
  }))
