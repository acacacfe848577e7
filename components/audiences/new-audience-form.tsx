"use client"

import type { ReactNode } from "react"
import type { Result } from "@/lib/base/errors"
import type { UsableConnection } from "@/lib/connections/model"
import { AudienceForm } from "./audience-form"
import type { Saved, Saving } from "./use-save"

type Create = (input: Omit<Saving, "version">, key?: string) => Promise<Result<Saved>>
type NewAudienceFormProps = { slug: string; connections: readonly UsableConnection[]; first?: string; create: Create; nobody: ReactNode }

export function NewAudienceForm({ create, ...form }: NewAudienceFormProps) {
  return <AudienceForm {...form} save={({ version: _, ...input }, key) => create(input, key)} />
}
