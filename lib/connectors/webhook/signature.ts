import { createHmac } from "node:crypto"
import { now } from "../../base/clock"

/** The headers of the Standard Webhooks scheme for this very body: who sent it, when, and that nobody changed it. */
export function signed(secret: string, id: string, body: string | Buffer, at: Date = now()) {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64")
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` }
}
