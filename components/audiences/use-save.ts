"use client"

import { useState } from "react"
import type { TargetDraft } from "@/components/filters/use-target-draft"
import { useAction } from "@/components/ui/use-action"
import { type AudienceDetail, audienceName, type PresentAudience } from "@/lib/audiences/model"
import type { Result } from "@/lib/base/errors"
import type { AudienceId } from "@/lib/base/ids"
import type { Counted, Target } from "@/lib/questions/model"
import type { LiveCount } from "./use-live-count"

export type Saved = { id: AudienceId; version: number }
export type Saving = { name: string; version?: number; counted?: Counted } & Target
export type Save = (input: Saving, key?: string) => Promise<Result<Saved>>

type Given = { save: Save; audience: AudienceDetail | undefined; name: string; draft: TargetDraft; live: LiveCount }

/** Saves what is whole, with the count that belongs to it. What is not whole is said beside its field. */
export function useSave({ save, audience, name, draft, live }: Given) {
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState(false)
  const [version, setVersion] = useState(audience?.version)
  const [key] = useState(newKey)
  const { run, pending, failure, forget } = useAction((input: Saving) => save(input, audience ? undefined : key))
  const named = audienceName.safeParse(name)
  const present = failure?.code === "conflict" ? (failure.facts?.present as PresentAudience | undefined) : undefined

  const submit = async (over = version): Promise<boolean> => {
    setTried(true)
    if (!named.success || !draft.target) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"], form [data-control="choice"]')?.focus())
      return false
    }
    const counted = live.count && !live.behind && !live.counting ? plain(live.count) : undefined
    const result = await run({ name: named.data, ...draft.target, counted, version: over })
    setDone(result?.ok === true)
    return result?.ok === true
  }

  return {
    submit,
    pending,
    done,
    tried,
    failure,
    present,
    errors: { name: tried && !named.success ? named.error.issues.map(({ message }) => message) : failure?.fields.name },
    /** Goes on from another editor's version. */
    meet: (seen: number) => {
      setVersion(seen)
      forget()
    },
  }
}
export type SavingState = ReturnType<typeof useSave>

const plain = ({ count, countedAt, mark }: Counted): Counted => ({ count, countedAt, mark })

const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
