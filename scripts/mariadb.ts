import { spawn, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import mysql from "mysql2/promise"
import { freePort } from "./ports"
import { bornAt, markOf, stopProcess } from "./processes"

export type Mariadb = { port: number; rootPassword: string; stop(): Promise<void> }

type Wanted = {
  dir: string
  port: number
  /** Its certificate, when it shall offer encryption. */
  tls?: { cert: string; key: string }
}

/** A throw-away MariaDB for the tests, or the reason why there is none here. */
export async function startMariadb({ dir, port, tls }: Wanted): Promise<Mariadb | { skipped: string }> {
  const server = findProgram("mariadbd") ?? (install() ? findProgram("mariadbd") : undefined)
  if (!server)
    return { skipped: "no MariaDB server: install the package mariadb-server (or run as root on Debian, where it is installed for you)" }
  // As root it stays root: it lives for one run, listens on loopback alone, and no other account need reach the folder.
  const account = process.getuid?.() === 0 ? ["--user=root"] : []
  prepare(dir, account)
  const chosen = await freePort(port)
  const rootPassword = randomBytes(18).toString("base64url")
  const init = join(dir, "init.sql")
  const grants = `identified by '${rootPassword}'`
  writeFileSync(
    init,
    `alter user root@localhost ${grants};\ncreate or replace user root@'127.0.0.1' ${grants};\ngrant all on *.* to root@'127.0.0.1' with grant option;\n`,
  )
  const keep = (name: string, text: string) => {
    writeFileSync(join(dir, name), text, { mode: 0o600 })
    return join(dir, name)
  }
  const output = openSync(join(dir, "server.log"), "a")
  const options = [
    `--datadir=${join(dir, "data")}`,
    `--port=${chosen}`,
    "--bind-address=127.0.0.1",
    `--tmpdir=${dir}`,
    `--socket=${join(dir, "s")}`,
    `--pid-file=${pidFile(dir)}`,
    `--init-file=${init}`,
    ...(tls ? [`--ssl-cert=${keep("cert.pem", tls.cert)}`, `--ssl-key=${keep("key.pem", tls.key)}`] : []),
  ]
  const fast = ["--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=64M", "--performance-schema=off"]
  const child = spawn(server, ["--no-defaults", ...account, ...options, ...fast], { cwd: "/", stdio: ["ignore", output, output] })
  const mark = markOf(child.pid ?? 0)
  child.on("error", () => {})
  const stop = () => stopProcess(mark, { grace: 5000 })
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(100)) {
    if (await answers(chosen, rootPassword)) return { port: chosen, rootPassword, stop }
    if (child.pid && !bornAt(child.pid)) break
  }
  await stop()
  throw new Error(`MariaDB does not start:\n${readFileSync(join(dir, "server.log"), "utf8").slice(-2000)}`)
}

const pidFile = (dir: string) => join(dir, "data", "server.pid")

/** Stops what a killed run of the tests left behind; the folder in its command line proves that the process is ours. */
export async function stopMariadb(dir: string) {
  if (!existsSync(pidFile(dir))) return
  const pid = Number(readFileSync(pidFile(dir), "utf8"))
  const { stdout } = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" })
  if (stdout?.includes(dir)) await stopProcess(markOf(pid), { grace: 5000 })
}

function findProgram(name: string) {
  return ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
}

// The core package has the server and nothing that would start one of its own.
function install() {
  if (process.getuid?.() !== 0 || !findProgram("apt-get")) return false
  console.log("Installing MariaDB's server with apt-get, for the tests of its connector.")
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  spawnSync("apt-get", ["update", "-qq"], { env, stdio: "ignore" })
  return (
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "mariadb-server-core"], { env, stdio: "ignore" }).status === 0
  )
}

function prepare(dir: string, account: string[]) {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const program = findProgram("mariadb-install-db") ?? findProgram("mysql_install_db")
  if (!program) throw new Error("mariadb-install-db is missing beside mariadbd")
  const args = ["--no-defaults", ...account, `--datadir=${join(dir, "data")}`, "--auth-root-authentication-method=normal", "--skip-test-db"]
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: "/", encoding: "utf8", env: { ...process.env, TMPDIR: dir } })
  if (status !== 0) throw new Error(`MariaDB could not make its folder:\n${stdout}${stderr}`)
}

async function answers(port: number, password: string) {
  try {
    const connection = await mysql.createConnection({ host: "127.0.0.1", port, user: "root", password, connectTimeout: 2000 })
    await connection.end()
    return true
  } catch {
    return false
  }
}
