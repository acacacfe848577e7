import "server-only"
import { env } from "@/lib/base/env"

/** The addresses from which the worker dials, as the operator tells them; sources with an allow list must let them in. */
export const egressAddresses = (): string[] =>
  (env().PATCHBAY_EGRESS_IPS ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter(Boolean)
