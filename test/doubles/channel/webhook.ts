import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import type { Asked } from "../server"
import { ok, type ToolDouble } from "./double"

const fiveMinutes = 300

/** Verifies as the Standard Webhooks specification tells receivers to, written apart from what signs. */
export function verifies(secret: string, { headers, body }: Pick<Asked, "headers" | "body">): boolean {
  const [id, at, given] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => String(headers[name] ?? ""))
  if (!id || !at || Math.abs(Date.now() / 1_000 - Number(at)) > fiveMinutes) return false
  const content = Buffer.concat([Buffer.from(`${id}.${at}.`), body])
  const wanted = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(content)
    .digest()
  return (given ?? "").split(" ").some((one) => {
    const [version, signature = ""] = one.split(",")
    const said = Buffer.from(signature, "base64")
    return version === "v1" && said.length === wanted.length && timingSafeEqual(said, wanted)
  })
}

/** A receiver: it takes what is signed with a secret that it knows. */
export const webhookDouble: ToolDouble = {
  scopes: [],
  make: () => `whsec_${randomBytes(32).toString("base64")}`,
  shown: (asked, known) => [...known].find((secret) => verifies(secret, asked)),
  answer: ({ method }, scopes) =>
    method !== "POST"
      ? { status: 405, body: "only POST" }
      : scopes
        ? ok({ taken: true })
        : { status: 401, body: { error: "the signature does not fit" } },
}
