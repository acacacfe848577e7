import "server-only"
import type { Binding } from "@/lib/vault/binding"
import type { Connection } from "./find"

/** Said again from the row as it stands now: had somebody moved or changed it, the secret would not open. */
export const bindingOf = ({ organizationId, id, platform, method, destination }: Connection, version: number): Binding => ({
  organizationId,
  connectionId: id,
  purpose: "credential",
  version,
  platform,
  method,
  destination,
})
