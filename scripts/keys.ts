import { randomBytes } from "node:crypto"
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"

export type Keys = {
  /** Opens credentials; only the worker may know this path. */
  vaultPrivate: string
  vaultPublic: string
  authSecret: string
  workerToken: string
  auditKey: string
}

/** Makes the keys of a data folder on the first start and reads them on every other; their modes are put right each time. */
export async function keepKeys(home: string): Promise<Keys> {
  const dir = join(home, "keys")
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  chmodSync(dir, 0o700)
  const keys = {
    ...(await keepKeyring(dir)),
    authSecret: keepSecret(dir, "auth-secret"),
    workerToken: keepSecret(dir, "worker-token"),
    auditKey: keepSecret(dir, "audit-key"),
  }
  for (const name of readdirSync(dir)) chmodSync(join(dir, name), 0o600)
  return keys
}

async function keepKeyring(dir: string) {
  const keyring = { vaultPrivate: join(dir, "private.json"), vaultPublic: join(dir, "public.json") }
  if (!existsSync(keyring.vaultPrivate)) {
    const { createKeyring } = await import("@/lib/vault/keys")
    await createKeyring(dir)
  }
  if (!existsSync(keyring.vaultPublic)) writePublicHalf(keyring)
  return keyring
}

// A first start that was killed between the two files: the public half is the private one without `d`.
function writePublicHalf({ vaultPrivate, vaultPublic }: Pick<Keys, "vaultPrivate" | "vaultPublic">) {
  const ring: { active: string; keys: Record<string, { d?: string }> } = JSON.parse(readFileSync(vaultPrivate, "utf8"))
  const keys = Object.fromEntries(Object.entries(ring.keys).map(([id, { d, ...open }]) => [id, open]))
  writeFileSync(vaultPublic, JSON.stringify({ active: ring.active, keys }), { mode: 0o600, flush: true })
}

function keepSecret(dir: string, name: string) {
  const path = join(dir, name)
  if (!existsSync(path)) {
    writeFileSync(`${path}.new`, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
  }
  return readFileSync(path, "utf8").trim()
}
