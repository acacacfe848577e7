import { platformName } from "@/components/pickers/connection-step"
import type { UsableConnection } from "@/lib/connections/model"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"

/** Connections as a query may take them: one whose platform cannot answer with rows yet is greyed, with that reason. */
export const answerable = (connections: readonly UsableConnection[]): UsableConnection[] =>
  connections.map((one) =>
    !one.usable || (isPlatform(one.platform) && manifestOf(one.platform).capabilities.rows)
      ? one
      : { ...one, usable: false, explanation: `Queries cannot be fetched from ${platformName(one.platform)} yet.` },
  )
