import canonicalize from "canonicalize"
import type { ConnectionId, OrganizationId } from "../base/ids"

/** What a sealed secret is good for, and for nothing else: authenticated with the ciphertext, so that a moved row cannot be opened. */
export type Binding = {
  organizationId: OrganizationId
  connectionId: ConnectionId
  /** A `consent` holds what waits for a person to come back from a platform's own sign-in. */
  purpose: "credential" | "consent"
  version: number
  platform: string
  method: string
  /** Scheme, host, port and account, as the manifest's `destination` writes it. */
  destination: string
}

export const bytesOf = (binding: Binding): Uint8Array => new TextEncoder().encode(canonicalize(binding))

/** Ciphertext length says nothing about the secret's: plaintexts are padded to whole buckets of 256 bytes. */
export function pad(secret: Record<string, unknown>): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(secret))
  const padded = new Uint8Array(Math.ceil((text.length + 1) / 256) * 256).fill(0x20)
  padded.set(text)
  return padded
}
