import "server-only"
import { env } from "../../base/env"

/** `PATCHBAY_OAUTH_GOOGLE_ADS`: where the operator writes the client of a platform. */
export const clientVariable = (platform: string) => `PATCHBAY_OAUTH_${platform.toUpperCase().replaceAll("-", "_")}`

/** Patchbay as the platform knows it: the operator registered it there. The web is never handed the secret. */
export function clientOf(platform: string): { id: string; secret: string } | undefined {
  const given = env().PATCHBAY_OAUTH[platform]
  if (!given) return undefined
  const at = given.indexOf(":")
  return at < 0 ? { id: given, secret: "" } : { id: given.slice(0, at), secret: given.slice(at + 1) }
}
