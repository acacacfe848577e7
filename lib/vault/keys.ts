import { existsSync } from "node:fs"
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose"

/** Keys by id; new secrets are sealed with the active one. */
export type Keyring = { active: string; keys: Record<string, JWK> }

const write = async (path: string, ring: Keyring) => {
  await writeFile(`${path}.new`, JSON.stringify(ring, null, 2), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

export const readKeyring = async (path: string): Promise<Keyring> => JSON.parse(await readFile(path, "utf8"))

/** Makes `private.json` (worker only) and `public.json` (web) in `dir` when they are missing. */
export async function createKeyring(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  if (existsSync(join(dir, "private.json"))) return chmod(join(dir, "private.json"), 0o600)
  await addKey(dir)
}

/** Adds a key and makes it the active one. Older keys stay until nothing refers to them. Answers the new key's id. */
export async function addKey(dir: string): Promise<string> {
  const [secretPath, openPath] = [join(dir, "private.json"), join(dir, "public.json")]
  const { privateKey, publicKey } = await generateKeyPair("ECDH-ES+A256KW", { extractable: true })
  const [secret, open] = [await exportJWK(privateKey), await exportJWK(publicKey)]
  const id = (await calculateJwkThumbprint(open)).slice(0, 16)
  const rings = existsSync(secretPath) ? await Promise.all([readKeyring(secretPath), readKeyring(openPath)]) : undefined
  await write(secretPath, { active: id, keys: { ...rings?.[0].keys, [id]: secret } })
  await write(openPath, { active: id, keys: { ...rings?.[1].keys, [id]: open } })
  return id
}

/** Forgets a key. The caller has made sure that no credential refers to it. */
export async function dropKey(dir: string, id: string): Promise<void> {
  for (const name of ["private.json", "public.json"]) {
    const path = join(dir, name)
    const ring = await readKeyring(path)
    if (ring.active === id) throw new Error("the active key cannot be dropped")
    const { [id]: _, ...keys } = ring.keys
    await write(path, { ...ring, keys })
  }
}
