import type { ConnectionDetail } from "@/lib/connections/model"
import { connectionCan } from "@/lib/connections/states"
import { manifestOf } from "@/lib/connectors/manifests"

/** Only where the platform asks for a secret or for a sign-in at all, and the person is the owner. */
export function mayReauthenticate({ may, lifecycle, status, platform, method }: ConnectionDetail): boolean {
  const { fields = {}, consent } = manifestOf(platform).methods[method] ?? {}
  const asks = Boolean(consent) || Object.keys(fields).length > 0
  return asks && may.reauthenticate === true && lifecycle === "live" && connectionCan(status, "reauthenticate")
}
