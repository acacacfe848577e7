import { spawnSync } from "node:child_process"
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { openSession, outcomes, runChecks, withSession } from "../trial"

let folder = ""
let file = ""
/** Writes in another process and dies before the engine folds its log into the file. */
function writeAndDie(...statements: string[]) {
  const program = `
    import { DuckDBInstance } from "@duckdb/node-api"
    const connection = await (await DuckDBInstance.create(${JSON.stringify(file)})).connect()
    for (const statement of ${JSON.stringify(statements)}) await connection.run(statement)
    process.kill(process.pid, "SIGKILL")`
  const { signal, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8", cwd: process.cwd() })
  if (signal !== "SIGKILL") throw new Error(stderr)
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "patchbay-duckdb-wal-"))
  file = join(folder, "shop.duckdb")
  writeAndDie("create table early as select 1 as id", "checkpoint", "create table late as select range as id from range(5)")
  expect((await readdir(folder)).sort()).toEqual(["shop.duckdb", "shop.duckdb.wal"])
})
afterAll(() => rm(folder, { recursive: true }))

const session = (path: string) => openSession("duckdb", guard({}), { settings: { file: "folder:x" }, keys: { method: "file" }, file: path })
const tablesOf = (path: string) =>
  withSession(session(path), async (open) => {
    const names: string[] = []
    for await (const page of open.tables()) names.push(...page.map(({ name }) => name))
    return names.sort()
  })
const fingerprintOf = (path: string) => withSession(session(path), async (open) => open.fingerprint?.())

test("what stands only in the log beside the file is read with it, and neither is written to", async () => {
  const before = await Promise.all([readFile(file), readFile(`${file}.wal`)])
  expect(outcomes(await withSession(session(file), runChecks))).toMatchObject({ database: "passed", tables: "passed" })
  expect(await tablesOf(file)).toEqual(["early", "late"])
  expect(await Promise.all([readFile(file), readFile(`${file}.wal`)])).toEqual(before)
})

test("the file alone, as an upload is, shows what was folded in", async () => {
  const alone = join(folder, "alone.duckdb")
  await copyFile(file, alone)
  expect(await tablesOf(alone)).toEqual(["early"])
})

test("a refresh notices a change that touched the log alone", async () => {
  const [before, bytes] = [await fingerprintOf(file), await readFile(file)]
  expect(await fingerprintOf(file)).toBe(before)
  await writeFile(`${file}.wal`, Buffer.concat([await readFile(`${file}.wal`), Buffer.from("more")]))
  expect(await fingerprintOf(file)).not.toBe(before)
  expect(await readFile(file)).toEqual(bytes)
})
