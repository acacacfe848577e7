import type { ChildProcess } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { expect, test, vi } from "vitest"
import { engine } from "./process"

let child: ChildProcess | undefined
vi.mock("node:child_process", async (original) => {
  const { spawn, ...others } = await original<typeof import("node:child_process")>()
  return { ...others, spawn: (...asked: Parameters<typeof spawn>) => (child = spawn(...asked)) }
})

test("a session that is closed in the middle of an answer leaves the worker standing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "patchbay-duckdb-"))
  const path = join(folder, "a.duckdb")
  const made = await DuckDBInstance.create(path)
  made.closeSync()
  const running = engine(new AbortController().signal)
  await running.open(path)
  const answer = running.query("select repeat('x', 60000000)")
  // Closed as soon as the first words of the answer are there, with most of them still on the way.
  await new Promise((resolve) => child?.stdout?.once("data", resolve))
  running.close()
  await expect(answer).rejects.toMatchObject({ reason: "cancelled" })
  await new Promise((resolve) => setTimeout(resolve, 300))
  await rm(folder, { recursive: true })
})

test("an engine that dies in the middle of a question says so in our words, to the one who asked and to all after; a new session works", async () => {
  const folder = await mkdtemp(join(tmpdir(), "patchbay-duckdb-"))
  const path = join(folder, "a.duckdb")
  ;(await DuckDBInstance.create(path)).closeSync()
  const running = engine(new AbortController().signal)
  await running.open(path)
  const answer = running.query("select count(*) from range(100000000000) a")
  child?.kill("SIGKILL")
  const crashed = { reason: "file", code: "crashed", message: expect.stringMatching(/^The engine stopped while it read this file/) }
  await expect(answer).rejects.toMatchObject(crashed)
  await expect(running.query("select 1")).rejects.toMatchObject(crashed)
  await running.interrupt()
  running.close()

  const next = engine(new AbortController().signal)
  await next.open(path)
  expect(await next.query("select 7")).toEqual([[7]])
  next.close()
  await rm(folder, { recursive: true })
})
