import type { ConnectionDetail } from "@/lib/connections/model"
import { connectionCan } from "@/lib/connections/states"
import { manifestOf } from "@/lib/connectors/manifests"

/** Only where the platform asks for a secret at all, and the person is the owner. */
export const mayReauthenticate = ({ may, lifecycle, status, platform, method }: ConnectionDetail): boolean =>
  may.reauthenticate === true &&
  lifecycle === "live" &&
  connectionCan(status, "reauthenticate") &&
  Object.keys(manifestOf(platform).methods[method]?.fields ?? {}).length > 0
