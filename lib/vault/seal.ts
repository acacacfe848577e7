import "server-only"
import { FlattenedEncrypt, importJWK } from "jose"
import { required } from "@/lib/base/env"
import { type Binding, bytesOf, pad } from "./binding"
import { readKeyring } from "./keys"

/** Seals a secret for the worker. The web process can do this and cannot undo it: it holds the public keys only. */
export async function seal(secret: Record<string, unknown>, binding: Binding): Promise<{ sealed: string; keyId: string }> {
  const ring = await readKeyring(required("PATCHBAY_VAULT_PUBLIC"))
  const key = ring.keys[ring.active]
  if (!key) throw new Error("the keyring has no active key")
  const jwe = await new FlattenedEncrypt(pad(secret))
    .setProtectedHeader({ alg: "ECDH-ES+A256KW", enc: "A256GCM", kid: ring.active })
    .setAdditionalAuthenticatedData(bytesOf(binding))
    .encrypt(await importJWK(key, "ECDH-ES+A256KW"))
  return { sealed: JSON.stringify(jwe), keyId: ring.active }
}
