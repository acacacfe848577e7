import type { AudienceDetail } from "@/lib/audiences/model"
import type { UsableConnection } from "@/lib/connections/model"
import { AudienceSummary } from "./audience-summary"
import { EditAudienceForm, type Update } from "./edit-audience-form"
import type { Remove } from "./remove-audience"

type AudienceEditorProps = {
  slug: string
  audience: AudienceDetail
  connections: readonly UsableConnection[]
  update: Update
  remove: Remove
}

/** The form for who may change it, the facts and the reason for who may not. */
export function AudienceEditor({ slug, audience, connections, update, remove }: AudienceEditorProps) {
  if (audience.readOnly === null) return <EditAudienceForm slug={slug} connections={connections} audience={audience} update={update} />
  return <AudienceSummary slug={slug} audience={audience} remove={remove} />
}
