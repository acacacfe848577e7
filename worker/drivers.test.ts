import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { expect, test } from "vitest"

const clients = ["mysql2", "@duckdb/node-api", "@aws-sdk/client-s3", "@aws-sdk/client-sts"]

test("starting the worker loads no client of any platform, and choosing a driver loads none yet", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=react-server", "--import", "tsx", "test/loaded.ts"])
  const { ready, added } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { ready: string[]; added: Record<string, string[]> }
  expect(ready).toContain("pg-boss")
  expect(clients.filter((name) => ready.includes(name))).toEqual([])
  // A client comes with the first session that is opened, and not before.
  expect(Object.keys(added).length).toBeGreaterThanOrEqual(7)
  expect(clients.filter((name) => Object.values(added).flat().includes(name))).toEqual([])
}, 60_000)
