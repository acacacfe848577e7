"use client"

import type { AudienceDetail } from "@/lib/audiences/model"
import type { Result } from "@/lib/base/errors"
import type { AudienceId } from "@/lib/base/ids"
import type { UsableConnection } from "@/lib/connections/model"
import { AudienceForm } from "./audience-form"
import type { Saved, Saving } from "./use-save"

export type Update = (input: Saving & { audienceId: AudienceId; version: number }) => Promise<Result<Saved>>
type EditAudienceFormProps = { slug: string; connections: readonly UsableConnection[]; audience: AudienceDetail; update: Update }

export function EditAudienceForm({ update, audience, ...form }: EditAudienceFormProps) {
  return (
    <AudienceForm
      {...form}
      audience={audience}
      nobody={null}
      save={({ version = audience.version, ...input }) => update({ ...input, version, audienceId: audience.id })}
    />
  )
}
