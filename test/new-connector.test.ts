import { spawnSync } from "node:child_process"
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"

const house = process.cwd()
let copy: string
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "patchbay-connector-"))
  const left = /^(\.(git|next.*|data)|node_modules)$/
  await cp(house, copy, { recursive: true, filter: (from) => from === house || !left.test(basename(from)) })
  await symlink(join(house, "node_modules"), join(copy, "node_modules"))
  // The contract of a new connector fails before it needs a server, so none is started for it.
  const config = join(copy, "vitest.config.ts")
  await writeFile(config, (await readFile(config, "utf8")).replace(/ *globalSetup: .*\n/, ""))
})
afterAll(() => rm(copy, { recursive: true, force: true }))

const bin = (tool: string) => join(copy, "node_modules/.bin", tool)
const run = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } })
  return { status, said: stdout + stderr }
}
const generate = (...args: string[]) => run(process.execPath, "--import", "tsx", "scripts/new-connector.ts", ...args)
const file = (path: string) => readFile(join(copy, path), "utf8")

test("LIM-13 a new connector type-checks at once, its own test passes, and the contract test says what to do next", async () => {
  const { status, said } = generate("click-house", "Click House")
  expect(said).toContain('npm run unit -- lib/connectors/connectors.test.ts -t "contract: click-house"')
  expect(status).toBe(0)
  expect(await file("lib/connectors/manifests.ts")).toContain('"click-house": clickHouse')
  expect(await file("public/connectors/click-house.svg")).toContain(">CH</text>")
  expect(run(bin("tsc"), "--noEmit", "-p", ".")).toEqual({ status: 0, said: "" })
  expect(
    run(bin("biome"), "check", "lib/connectors/click-house", "lib/connectors/manifests.ts", "lib/connectors/connectors.test.ts"),
  ).toMatchObject({ status: 0 })

  const own = run(bin("vitest"), "run", "lib/connectors/click-house")
  expect(own.said).toMatch(/1 passed/)
  const contract = run(bin("vitest"), "run", "lib/connectors/connectors.test.ts", "-t", "contract: click-house")
  expect(contract.status).toBe(1)
  expect(contract.said).toContain(
    "Next: give Click House something to be tried on. Write clickHouseTrial in lib/connectors/click-house/trial.ts",
  )
}, 180_000)

test("an announced platform leaves the list of what is coming, and keeps its drawing", async () => {
  expect(await file("lib/connectors/announced.ts")).toMatch(/"clickhouse"/)
  const drawing = await file("public/connectors/clickhouse.svg")
  expect(generate("clickhouse", "ClickHouse").status).toBe(0)
  expect(await file("lib/connectors/announced.ts")).not.toMatch(/"clickhouse"/)
  expect(await file("lib/connectors/announced.ts")).toMatch(/"redshift"[\s\S]*"databricks"[\s\S]*"azure-blob"/)
  expect(await file("public/connectors/clickhouse.svg")).toBe(drawing)
}, 60_000)

test.each([
  ["nothing", []],
  ["an id that is no name of a folder", ["../x", "X"]],
  ["no name", ["exasol"]],
  ["a name that would be code", ["exasol", 'X"; import "x']],
  ["a connector that is there", ["postgres", "PostgreSQL"]],
])("%s makes nothing and says why", async (_what, args) => {
  const before = await file("lib/connectors/manifests.ts")
  const { status, said } = generate(...args)
  expect(status).toBe(1)
  expect(said).toMatch(/Say what to make|There is a connector postgres already/)
  expect(await file("lib/connectors/manifests.ts")).toBe(before)
})
