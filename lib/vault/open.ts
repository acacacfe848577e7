import "server-only"
import { timingSafeEqual } from "node:crypto"
import { base64url, type FlattenedJWE, flattenedDecrypt, importJWK } from "jose"
import { required } from "@/lib/base/env"
import { type Binding, bytesOf } from "./binding"
import { readKeyring } from "./keys"

/** The ciphertext is not what its row says: moved, changed, or sealed with a key that is gone. */
export class VaultError extends Error {
  override name = "VaultError"
}

/** Opens a sealed secret, if it was sealed for exactly this binding. Only the worker holds the key. */
export async function open(sealed: string, binding: Binding): Promise<Record<string, unknown>> {
  const jwe = JSON.parse(sealed) as FlattenedJWE
  const bound = bytesOf(binding)
  const said = jwe.aad === undefined ? new Uint8Array() : base64url.decode(jwe.aad)
  if (said.length !== bound.length || !timingSafeEqual(said, bound)) throw new VaultError("the secret belongs to another destination")
  const ring = await readKeyring(required("PATCHBAY_VAULT_PRIVATE"))
  const { plaintext } = await flattenedDecrypt(jwe, async (header) => {
    const kid = header?.kid
    const key = kid ? ring.keys[kid] : undefined
    if (!key) throw new VaultError(`the key ${kid ?? "without a name"} is missing`)
    return importJWK(key, "ECDH-ES+A256KW")
  }).catch((error: unknown) => {
    throw error instanceof VaultError ? error : new VaultError("the secret could not be opened")
  })
  return JSON.parse(new TextDecoder().decode(plaintext))
}
