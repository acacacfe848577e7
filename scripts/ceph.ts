import { spawn, spawnSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { freePort } from "./ports"
import { isAlive, type Mark, markOf, stopProcess } from "./processes"

export type Ceph = {
  port: number
  url: string
  admin: S3Keys
  user(name: string): S3Keys
  run(program: string, args: string[]): string
  stop(): Promise<void>
}
export type S3Keys = { accessKeyId: string; secretAccessKey: string; userId: string }

const programs = ["ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "ceph", "monmaptool"]
const packages = ["ceph-mon", "ceph-osd", "radosgw", "ceph-common"]

/** A throw-away Ceph with its S3 gateway for the tests, all in memory, or the reason why there is none here. */
export async function startCeph({ dir, port }: { dir: string; port: number }): Promise<Ceph | { skipped: string }> {
  if (!allThere() && !(install() && allThere()))
    return {
      skipped: "no Ceph: install ceph-mon, ceph-osd and radosgw (or run as root on Debian with CI=true, where they are installed for you)",
    }
  if (process.getuid?.() !== 0) return { skipped: "Ceph is started as root only" }
  const [monPort, chosen] = [await freePort(port), await freePort(port + 10)]
  const config = prepare(dir, monPort, chosen)
  const marks: Mark[] = []
  const stop = async () => {
    // The gateway first: without its store it would wait for it.
    for (const mark of marks.toReversed()) await stopProcess(mark, { grace: 500 })
    rmSync(dir, { recursive: true, force: true })
  }
  const run = (program: string, args: string[]) => runProgram(program, ["-c", config, ...args])
  const begin = (program: string, args: string[]) => {
    const output = openSync(join(dir, "output.log"), "a")
    const child = spawn(find(program) ?? program, ["-c", config, ...args, "-f"], { cwd: "/", stdio: ["ignore", output, output] })
    child.on("error", () => {})
    marks.push(markOf(child.pid ?? 0))
  }
  try {
    runProgram("monmaptool", ["--create", "--fsid", fsidOf(config), "--addv", "a", `[v2:127.0.0.1:${monPort}]`, join(dir, "monmap")])
    run("ceph-mon", ["-i", "a", "--mkfs", "--monmap", join(dir, "monmap")])
    begin("ceph-mon", ["-i", "a"])
    const id = randomUUID()
    run("ceph", ["--connect-timeout", "30", "osd", "new", id])
    run("ceph-osd", ["-i", "0", "--mkfs", "--osd-uuid", id])
    begin("ceph-osd", ["-i", "0"])
    begin("radosgw", ["-n", "client.rgw"])
    for (const end = Date.now() + 120_000; Date.now() < end && !(await answers(chosen)); await wait(200))
      if (!marks.every(isAlive)) throw new Error("one of its processes ended")
    if (!(await answers(chosen))) throw new Error("its gateway does not answer")
    const user = (userId: string, more: string[] = []): S3Keys => {
      const made = JSON.parse(
        run("radosgw-admin", ["-n", "client.rgw", "user", "create", `--uid=${userId}`, `--display-name=${userId}`, ...more]),
      )
      return { userId, accessKeyId: made.keys[0].access_key, secretAccessKey: made.keys[0].secret_key }
    }
    const admin = user("admin", ["--caps=roles=*"])
    return { port: chosen, url: `http://127.0.0.1:${chosen}`, admin, user, run, stop }
  } catch (error) {
    const log = existsSync(join(dir, "output.log")) ? readFileSync(join(dir, "output.log"), "utf8").slice(-2_000) : ""
    await stop()
    throw new Error(`Ceph does not start: ${(error as Error).message}\n${log}`)
  }
}

/** Stops what a killed run of the tests left behind; the folder in a command line proves that the process is ours. */
export async function stopCeph(dir: string) {
  if (!existsSync(join(dir, "ceph.conf"))) return
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const args = commandOf(pid)
    if (args.includes(`${dir}/ceph.conf`)) await stopProcess(markOf(Number(pid)), { grace: 500 })
  }
}

function commandOf(pid: string) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
  } catch {
    return ""
  }
}

const find = (name: string) =>
  ["/usr/bin", "/usr/sbin", "/usr/local/bin"].map((folder) => join(folder, name)).find((path) => existsSync(path))
const allThere = () => programs.every(find)

/** A hundred packages: only where nobody waits for them. */
function install() {
  if (process.env.CI !== "true" || process.getuid?.() !== 0 || !find("apt-get")) return false
  console.log("Installing Ceph with apt-get, for the tests of the S3 connector.")
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  const apt = ["-o", "DPkg::Lock::Timeout=300"]
  spawnSync("apt-get", [...apt, "update", "-qq"], { env, stdio: "ignore" })
  return (
    spawnSync("apt-get", [...apt, "install", "-y", "-qq", "--no-install-recommends", ...packages], { env, stdio: "ignore" }).status === 0
  )
}

function runProgram(program: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(find(program) ?? program, args, { cwd: "/", encoding: "utf8", timeout: 60_000 })
  if (status !== 0) throw new Error(`${program} failed: ${stderr.slice(-500)}`)
  return stdout
}

const fsidOf = (config: string) => /^fsid = (.+)$/m.exec(readFileSync(config, "utf8"))?.[1] ?? ""

function prepare(dir: string, monPort: number, port: number): string {
  rmSync(dir, { recursive: true, force: true })
  for (const folder of ["mon", "osd", "rgw"]) mkdirSync(join(dir, folder), { recursive: true })
  const config = join(dir, "ceph.conf")
  const lines = [
    "[global]",
    `fsid = ${randomUUID()}`,
    `mon host = [v2:127.0.0.1:${monPort}/0]`,
    "mon initial members = a",
    ...["cluster", "service", "client"].map((who) => `auth ${who} required = none`),
    "ms mon client mode = crc",
    "ms bind ipv6 = false",
    "public network = 127.0.0.0/8",
    `run dir = ${dir}`,
    `pid file = ${dir}/$name.pid`,
    "admin socket =",
    `log file = ${dir}/$name.log`,
    "osd pool default size = 1",
    "osd pool default min size = 1",
    "osd pool default pg num = 1",
    "osd pool default pgp num = 1",
    "osd crush chooseleaf type = 0",
    "mon allow pool size one = true",
    "mon data avail crit = 1",
    `mon data = ${dir}/mon`,
    "setuser = root",
    "setgroup = root",
    "[osd]",
    "osd objectstore = memstore",
    "memstore device bytes = 2147483648",
    "osd memory target = 939524096",
    "osd class load list = *",
    "osd class default list = *",
    `osd data = ${dir}/osd`,
    "[client.rgw]",
    `rgw frontends = beast endpoint=127.0.0.1:${port}`,
    `rgw data = ${dir}/rgw`,
    "rgw sts key = abcdefghijklmnop",
    "rgw s3 auth use sts = true",
    "rgw s3 auth order = local, sts",
    "rgw enable usage log = false",
    "rgw run sync thread = false",
    "rgw enable quota threads = false",
    "rgw enable gc threads = false",
    "rgw enable lc threads = false",
    "rgw thread pool size = 32",
  ]
  writeFileSync(config, `${lines.join("\n")}\n`)
  return config
}

async function answers(port: number) {
  const reply = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)
  return reply?.ok ?? false
}
