// Run after every `npm install`. A registry that does not list the native packages of every platform leaves gaps in
// package-lock.json; `npm ci` then refuses it, and a Mac would get no compiler from it. This fills the gaps with what the name says.
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const path = fileURLToPath(new URL("../package-lock.json", import.meta.url))
const lock = JSON.parse(readFileSync(path, "utf8"))

const systems = {
  darwin: /darwin|macos/,
  win32: /win32|windows/,
  android: /android/,
  freebsd: /freebsd/,
  openbsd: /openbsd/,
  netbsd: /netbsd/,
  sunos: /sunos/,
  aix: /aix/,
  openharmony: /openharmony/,
  linux: /linux/,
}
const processors = {
  wasm32: /wasm32/,
  arm64: /arm64|aarch64/,
  ia32: /ia32|386|i686/,
  x64: /x64|x86_64|amd64/,
  ppc64: /ppc64/,
  s390x: /s390x/,
  riscv64: /riscv64/,
  loong64: /loong64/,
  mips64el: /mips64el/,
  arm: /arm/,
}

const filled = []
for (const [place, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    const version = /^[~^]?(\d+\.\d+\.\d+\S*)$/.exec(range)?.[1]
    if (!version || isReachable(name, place)) continue
    const top = `node_modules/${name}`
    const where = top in lock.packages ? `${place}/${top}` : top
    lock.packages[where] = { version, ...only("cpu", processors, name), ...(dev && { dev }), optional: true, ...only("os", systems, name) }
    filled.push(`${name}@${version}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(filled.length > 0 ? `Filled in ${filled.length}: ${filled.join(", ")}` : "Nothing is missing.")

/** Node looks in the package's own folder, then in every folder above it. */
function isReachable(name, place) {
  for (let at = place; ; at = at.slice(0, Math.max(at.lastIndexOf("/node_modules/"), 0))) {
    if (`${at ? `${at}/` : ""}node_modules/${name}` in lock.packages) return true
    if (!at) return false
  }
}

function only(field, patterns, name) {
  const found = Object.entries(patterns).find(([, pattern]) => pattern.test(name))
  return found && { [field]: [found[0]] }
}
