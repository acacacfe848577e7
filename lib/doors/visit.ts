import "server-only"
import { env } from "@/lib/base/env"
import { deviceOf } from "@/lib/sessions/device"
import type { Visit } from "@/lib/sessions/open"

/** The address is believed only as far as the operator's own proxies wrote it: each adds one entry at the right. */
export function visitOf(asked: Headers): Visit {
  const hops = env().PATCHBAY_TRUSTED_HOPS
  const chain = (asked.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim())
  const address = hops > 0 ? chain.at(-hops) : undefined
  return { device: deviceOf(asked.get("user-agent") ?? ""), address: address && address.length <= 64 ? address : undefined }
}
