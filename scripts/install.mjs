// Runs on the visitor's own Node (>= 18) before anything is installed: built-in modules only.
import { spawn, spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pinnedNode = join(root, "node_modules", "node", "bin", "node")

/** Installs the packages of package-lock.json unless they are all there already. */
export function install({ dev }) {
  if (Number(process.versions.node.split(".")[0]) < 18) fail(`Patchbay needs Node 18 or newer to start; this is ${process.version}.`)
  const missing = missingPackages(dev)
  if (missing > 0) {
    console.log(`Installing ${missing} packages with npm ci${dev ? "" : " --omit=dev"}: about a minute, once.`)
    const npm = process.env.npm_execpath
    const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []]
    const { status, error } = spawnSync(
      command,
      [...args, "ci", ...(dev ? ["--include=dev"] : ["--omit=dev"]), "--no-audit", "--no-fund", "--loglevel=error"],
      {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, NODE_ENV: "" },
      },
    )
    if (status !== 0)
      fail(`npm ci did not finish${error ? ` (${error.message})` : ""}. The lines above say why; then run the same command again.`)
  } else console.log("Packages are in place.")
  if (!existsSync(pinnedNode)) {
    fail(
      "node_modules/node/bin/node is missing: the install script of the package `node` did not run.\nRun `npm ci` with scripts allowed (`npm config get ignore-scripts` should say false), then start again.",
    )
  }
}

// npm writes node_modules/.package-lock.json as the last act of an install, so an interrupted one is seen here.
function missingPackages(dev) {
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages
  let there = {}
  try {
    there = JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8")).packages
  } catch {}
  return Object.entries(wanted).filter(
    ([path, { version, optional, devOptional, dev: forDev }]) =>
      path && !optional && !devOptional && (dev || !forDev) && there[path]?.version !== version,
  ).length
}

/** Goes on under the pinned Node with the TypeScript program, and ends as it ends. */
export function goOn(program, args) {
  const child = spawn(pinnedNode, ["--conditions=react-server", "--import", "tsx", join(root, "scripts", program), ...args], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH}` },
  })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
  child.on("error", (error) => fail(`The pinned Node does not run here: ${error.message}`))
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)))
  stopWithNpm(child)
}

// npm (with its shell) stands above us; when it is killed outright nobody would be left to hear Ctrl-C.
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const [shell, npm] = [process.ppid, parentOf(process.ppid)]
  setInterval(() => (process.ppid !== shell || parentOf(shell) !== npm) && child.kill("SIGTERM"), 1000).unref()
}

function parentOf(pid) {
  if (process.platform !== "linux") return spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim()
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]
  } catch {}
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
