import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { withParent } from "./children"
import { baseEnvironment } from "./environment"
import { withLock } from "./lock"

export const root = join(import.meta.dirname, "..")
const sources = ["app", "components", "db", "lib", "public"]
const files = ["package-lock.json", "package.json", "next.config.ts", "postcss.config.mjs", "tsconfig.json"]

/** Modules read their settings as they load; a build dials nothing, signs nothing and keeps none of these. */
const placeholders = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing", AUTH_SECRET: "only-while-building" }

/** Builds the web application when its source is not the one that was built last. Answers whether it did. */
export async function build({ dist = process.env.PATCHBAY_DIST ?? ".next", log = (_line: string) => {} } = {}): Promise<boolean> {
  return withLock(join(root, "node_modules", ".cache", "patchbay", `build${dist}.lock`), async () => {
    const stamp = join(root, dist, "patchbay-source")
    const hash = sourceHash()
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false
    log("Building the web application: half a minute to two, only when its source changed.")
    rmSync(stamp, { force: true })
    // Next adds the folders of its own types to this file, which would leave a changed file in the checkout after each build.
    const settings = join(root, "tsconfig.json")
    const before = readFileSync(settings)
    await nextBuild(dist).finally(() => writeFileSync(settings, before))
    writeFileSync(stamp, hash)
    return true
  })
}

function sourceHash() {
  const hash = createHash("sha256").update(process.version)
  const found = sources.flatMap((folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true }) : [],
  )
  const paths = found.filter((entry) => entry.isFile() && !entry.name.includes(".test.")).map((entry) => join(entry.parentPath, entry.name))
  for (const path of [...paths, ...files.map((file) => join(root, file))].sort()) {
    if (existsSync(path)) hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0")
  }
  return hash.digest("hex")
}

function nextBuild(dist: string) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", withParent, join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...baseEnvironment(), PATCHBAY_DIST: dist, PATCHBAY_SKIP_TYPECHECK: "1", ...placeholders },
    })
    let output = ""
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk))
    const stop = () => child.kill("SIGKILL")
    process.once("exit", stop)
    child.on("error", reject)
    child.on("close", (code) => {
      process.off("exit", stop)
      if (code === 0) resolve()
      else reject(new Error(`next build failed:\n${output}`))
    })
  })
}

if (import.meta.main) await build({ log: console.log })
