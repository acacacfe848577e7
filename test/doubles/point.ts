import { env } from "@/lib/base/env"
import type { Endpoint } from "@/lib/connectors/endpoints"

/** Tells this process where the doubles are, as an operator would with PATCHBAY_ENDPOINTS. The newest wins. */
export function pointAt(endpoints: Partial<Record<Endpoint, string>>) {
  const settings = env()
  const added = Object.entries(endpoints).map(([name, url]) => `${name}=${url}`)
  settings.PATCHBAY_ENDPOINTS = [...added, settings.PATCHBAY_ENDPOINTS].filter(Boolean).join(",")
}
