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

/** The same for what waits while a person is at a platform's own sign-in: it belongs to the connection that will come of it. */
export const consentBinding = (of: Pick<Connection, "organizationId" | "id" | "platform" | "method" | "destination">): Binding => ({
  organizationId: of.organizationId,
  connectionId: of.id,
  purpose: "consent",
  version: 0,
  platform: of.platform,
  method: of.method,
  destination: of.destination,
})
