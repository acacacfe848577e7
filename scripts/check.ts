import { createHash } from "node:crypto"
import { existsSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { findBrowser } from "./browser"
import { build, root } from "./build"
import { emptyHome } from "./home"
import { bin, command, type Outcome, single } from "./outcome"
import { freePort } from "./ports"

type Check = { name: string; part: "static" | "unit" | "e2e"; run: () => Promise<Outcome> }

// A build folder of its own: a Patchbay that runs from this checkout is not disturbed.
const dist = ".next-check"

const checks: Check[] = [
  { name: "Biome", part: "static", run: () => single(command(bin("biome"), ["check", "."])) },
  { name: "Types", part: "static", run: () => single(types()) },
  { name: "Knip", part: "static", run: () => single(command(bin("knip"), [])) },
  { name: "Unit tests", part: "unit", run: unit },
  { name: "Build", part: "static", run: () => single(build({ dist, log: console.log }).then(() => true)) },
  { name: "Browser tests", part: "e2e", run: e2e },
]

const parts = process.argv.slice(2)
const unknown = parts.find((part) => !checks.some((check) => check.part === part))
if (unknown) {
  console.error(`There is no part "${unknown}". Parts are static, unit and e2e.`)
  process.exit(2)
}

const total: Outcome = { passed: 0, failed: 0, skipped: 0 }
const notes: string[] = []
for (const { name, run } of checks.filter(({ part }) => parts.length === 0 || parts.includes(part))) {
  console.log(`\n== ${name}`)
  const started = Date.now()
  const outcome = await run().catch((error: Error): Outcome => {
    console.error(error.message)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  for (const key of ["passed", "failed", "skipped"] as const) total[key] += outcome[key]
  if (outcome.failed > 0) notes.push(`${name}: ${outcome.failed} failed`)
  if (outcome.note) notes.push(`${name}: ${outcome.note}`)
  console.log(
    `-- ${name}: ${outcome.failed > 0 ? "failed" : outcome.note ? "not run" : "passed"} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  )
}
console.log(`\n${notes.join("\n")}${notes.length > 0 ? "\n" : ""}`)
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`)
process.exit(total.failed > 0 ? 1 : 0)

async function types() {
  return (await command(bin("next"), ["typegen"])) && (await command(bin("tsc"), ["--noEmit"]))
}

async function unit(): Promise<Outcome> {
  const report = join(root, "test-results", "unit.json")
  rmSync(report, { force: true })
  const ended = await command(bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`])
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, "utf8"))
  // A file that does not load has no tests to fail, yet it failed.
  const broken = testResults.filter(
    (file: { status: string; assertionResults: unknown[] }) => file.status === "failed" && file.assertionResults.length === 0,
  ).length
  const failed = numFailedTests + broken
  return { passed: numPassedTests, failed: ended || failed > 0 ? failed : 1, skipped: numPendingTests + numTodoTests }
}

async function e2e(): Promise<Outcome> {
  const browser = await findBrowser()
  if ("missing" in browser) {
    // CI skips nothing.
    return {
      passed: 0,
      failed: process.env.CI === "true" ? 1 : 0,
      skipped: 1,
      note: `not run, because there is no browser: ${browser.missing}`,
    }
  }
  // By the checkout's own name: two checkouts may test at once, and the next run cleans up after one that was killed.
  const home = join(tmpdir(), `patchbay-e2e-${createHash("sha256").update(root).digest("hex").slice(0, 8)}`)
  const report = join(root, "test-results", "e2e.json")
  rmSync(report, { force: true })
  const port = String(await freePort(3193))
  const ended = await command(bin("playwright"), ["test"], {
    CHROMIUM_PATH: browser.path,
    E2E_PORT: port,
    E2E_HOME: home,
    PATCHBAY_DIST: dist,
  })
  const { stats } = JSON.parse(readFileSync(report, "utf8"))
  const failed = stats.unexpected + stats.flaky
  // What a failed run left is worth a look; the next run clears it.
  if (ended && existsSync(home)) {
    await emptyHome(home, true)
    rmSync(home, { recursive: true, force: true })
  }
  return { passed: stats.expected, failed: ended || failed > 0 ? failed : 1, skipped: stats.skipped }
}
